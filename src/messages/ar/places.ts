import type { places as english } from '../en/places';
import type { Widen } from '../types';

/** Levels of places and the reasons of linking, in words. */
export const places: Widen<typeof english> = {
  levels: {
    country: 'دولة',
    governorate: 'محافظة',
    district: 'منطقة',
    subdistrict: 'ناحية',
    town: 'بلدة',
    quarter: 'حي',
    facility: 'موقع',
    region: 'إقليم',
    water: 'ماء',
  },
  reasons: {
    exactName: 'الاسم مكتوب كما هو',
    foldedName: 'الاسم مكتوب بإملاء قريب',
    fuzzyName: 'في القائمة اسم يختلف بحرف واحد',
    onlyCandidate: 'لا مكان غيره بهذا الاسم في القائمة',
    largerPlace: 'المكان الأكبر',
    higherLevel: 'المستوى الأعلى',
    insideNamed: 'يقع في المنطقة المذكورة معه',
    nearNamed: 'يقع قرب المكان المذكور معه',
    sideNamed: 'يقع في الجهة المذكورة',
    sector: 'منطقة لا نقطة، والمقصود جزء منها',
    sameArea: 'أماكن أخرى في النص تقع في هذه المحافظة',
    focus: 'في دولة تدور عليها هذه المجموعة',
    sameCountry: 'أماكن أخرى في النص تقع في هذه الدولة',
    levelCue: 'الكلمة السابقة للاسم تدل عليه',
    namesakeOnly: 'ليس في القائمة إلا المكان الذي سُمّي باسمه',
    fewVillages: 'في القائمة قليل من قرى هذه الدولة',
    packOffered: 'يمكن إضافة المزيد من قرى هذه الدولة',
    notInGazetteer: 'ليس في قائمة الأماكن',
    tooAmbiguous: 'أماكن كثيرة بهذا الاسم',
    personLike: 'الاسم اسم شخص أيضًا أو كلمة عادية',
    userChoice: 'اخترته لهذا الاسم من قبل',
    ownPlace: 'في قائمة أماكنك',
    decided: 'بقرار منك',
  },
};

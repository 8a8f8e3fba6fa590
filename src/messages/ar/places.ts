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
    onlyCandidate: 'لا مكان غيره بهذا الاسم في القائمة',
    largerPlace: 'المكان الأكبر',
    higherLevel: 'المستوى الأعلى',
    sameCountry: 'أماكن أخرى في النص تقع في هذه الدولة',
    levelCue: 'الكلمة السابقة للاسم تدل عليه',
    notInGazetteer: 'ليس في قائمة الأماكن',
    tooAmbiguous: 'أماكن كثيرة بهذا الاسم',
    personLike: 'الاسم اسم شخص أيضًا',
    userChoice: 'من اختيارك',
  },
};

// Stands in for sharp: images are never read here.
export default {};

export const quarters = ['2024 Q1', '2024 Q2', '2024 Q3', '2024 Q4'];

export const months = Array.from(
  { length: 12 },
  (_, month) => `2024-${String(month + 1).padStart(2, '0')}-01`,
);

export const categories = [
  '数码 Electronics',
  '家电 Home appliances',
  '服饰 Clothing & Shoes',
  '美妆 Beauty',
  '生鲜 Fresh food',
  '母婴 Mother & Baby',
  '图书 Books',
];

export const regions = [
  '黑龙江省',
  '内蒙古自治区',
  '新疆维吾尔自治区',
  '北京市',
  '天津市',
  '上海市',
  '重庆市',
  '广东省',
  '福建省',
  '浙江省',
  '江苏省',
  '山东省',
  '四川省',
  '云南省',
  '陕西省',
  '湖北省',
  '湖南省',
  '江西省',
];

/**
 * The layout all figures share.
 *
 * @param {string} title
 * @param {object} rest
 */
export function layout(title, rest = {}) {
  const size = { width: 900, height: 520 };
  const font = { family: 'Noto Sans SC', size: 13, color: '#2b2b2b' };
  return { ...size, font, title: { text: title, font: { size: 18 } }, ...rest };
}

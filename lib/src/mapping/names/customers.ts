import type { Role } from '../../core/roles.js';

/** What a column of a table of customers can hold: the roles by which metrics find columns. */
export type CustomerField = Exclude<Role, 'time' | 'amount' | 'row'>;

/** Names that the columns of a table of customers usually have, as for orders. */
export const CUSTOMER_NAMES = {
  user: [
    ...['user_id', 'customer_id', 'customer', 'user', 'client_id', 'member_id', 'account_id', 'uid'],
    ...['customer_no', 'customer_number', 'account', 'account_no', 'account_number', 'subscriber_id'],
    ...['subscriber', 'subscriber_no', 'member'],
    ...['用户ID', '用户', '用户编号', '客户ID', '客户编号', '客户', '会员号', '会员ID', '会员编号'],
    ...['会员', '账号', '账户', '账号ID', '账户ID', '帐号', '帐户', '客户号'],
    ...['Kundennummer', 'KundenNr', 'Kunden-ID', 'Kunde', 'Kontonummer', 'KontoNr', 'Abonnent'],
    ...['Abonnentennummer', 'Mitgliedsnummer', 'MitgliedsNr', 'Mitglied'],
    ...['numéro client', 'id client', 'client', 'numéro abonné', "numéro d'abonné", 'id abonné'],
    ...['cliente', 'id cliente', 'suscriptor', 'abonado', 'cuenta', 'id cuenta'],
  ],
  recency: [
    ...[
      'recency',
      'last_login_days_ago',
      'days_since_last_purchase',
      'days_since_last_order',
      'days_since_login',
    ],
    ...[
      'days_since_last_visit',
      '最近登录天数',
      '距上次登录天数',
      '最近购买天数',
      '距上次购买天数',
      '最近一次消费天数',
    ],
    ...['Tage seit letztem Kauf', 'Tage seit letzter Bestellung', 'jours depuis le dernier achat'],
    ...['días desde la última compra'],
  ],
  frequency: [
    ...[
      'frequency',
      'purchase_frequency',
      'orders',
      'order_count',
      'orders_count',
      'transaction_count',
      'purchases',
    ],
    ...[
      'number_of_orders',
      '购买频次',
      '购买次数',
      '订单数',
      '消费次数',
      'Anzahl Bestellungen',
      'Bestellungen',
    ],
    ...['Anzahl Käufe', 'nombre de commandes', 'nombre d’achats', 'número de pedidos', 'número de compras'],
  ],
  monetary: [
    ...[
      'monetary',
      'total_spending',
      'total_spent',
      'total_revenue',
      'revenue',
      'lifetime_value',
      'ltv',
      'spent',
    ],
    ...['总消费', '总消费金额', '消费金额', '累计消费', '累计消费金额', 'Umsatz', 'Gesamtumsatz'],
    ...['chiffre d’affaires', 'montant total', 'importe total', 'gasto total'],
  ],
  orderValue: [
    ...[
      'average_order_value',
      'aov',
      'order_value',
      '客单价',
      '平均订单金额',
      'Durchschnittlicher Bestellwert',
    ],
    ...['Bestellwert', 'panier moyen', 'ticket medio', 'valor medio del pedido'],
  ],
  age: ['age', '年龄', 'Alter', 'âge', 'edad'],
  income: ['income', 'annual_income', '收入', '年收入', 'Einkommen', 'salaire', 'ingresos'],
  gender: ['gender', 'sex', '性别', 'Geschlecht', 'genre', 'sexe', 'género', 'sexo'],
  region: [
    ...['region', 'location', 'city', 'state', 'province', 'country', '地区', '区域', '城市', '省份', '国家'],
    ...['Bundesland', 'Ort', 'Stadt', 'Land', 'région', 'ville', 'pays', 'región', 'ciudad', 'país'],
  ],
  interest: [
    'interest',
    'interests',
    '兴趣',
    '兴趣爱好',
    'Interesse',
    'Interessen',
    'intérêt',
    'interés',
    'intereses',
  ],
  category: [
    ...['category', 'product_category_preference', 'preferred_category', 'favorite_category'],
    ...['偏好品类', '品类偏好', '品类', 'Kategorie', 'Lieblingskategorie', 'catégorie', 'categoría'],
  ],
  minutes: [
    'minutes',
    'time_spent_on_site_minutes',
    'minutes_on_site',
    '停留时长',
    '浏览时长',
    'Minuten',
    'minutos',
  ],
  pages: [
    'pages',
    'pages_viewed',
    'page_views',
    '浏览页数',
    '浏览页面数',
    'Seitenaufrufe',
    'pages vues',
    'páginas vistas',
  ],
  subscribed: [
    ...[
      'subscribed',
      'newsletter_subscription',
      'newsletter',
      'opt_in',
      '是否订阅',
      '订阅',
      'abonniert',
      'abonné',
    ],
    ...['suscrito'],
  ],
  segment: [
    'segment',
    'profitability_segment',
    'value_tier',
    'tier',
    '分层',
    '客户分层',
    '会员等级',
    'Segment',
    'segmento',
  ],
} as const satisfies Readonly<Record<CustomerField, readonly string[]>>;

/** What else names the columns of a table of customers: no field holds it, and orders seldom have it. */
export const CUSTOMER_SIGNS = {
  joined: [
    ...['signup_date', 'signup', 'signed_up', 'signed_up_at', 'joined', 'joined_at', 'join_date'],
    ...['date_joined', 'registered', 'registered_at', 'registration_date', 'customer_since', 'member_since'],
    ...['subscription_start', 'subscription_start_date', 'subscribed_at'],
    ...['注册日期', '注册时间', '入会日期', '入会时间', '开户日期', '开户时间', '开通日期', '开通时间'],
    ...['Anmeldedatum', 'Registrierungsdatum', 'Eintrittsdatum', 'Kunde seit', 'Mitglied seit'],
    ...["date d'inscription", 'date inscription', 'client depuis', 'fecha de alta', 'fecha de registro'],
    ...['cliente desde'],
  ],
  churned: [
    ...['churned', 'churn', 'is_churned', 'has_churned', 'churn_flag', 'churn_date', 'churned_at'],
    ...['是否流失', '流失', '流失标记', '流失日期', 'gekündigt', 'gekündigt am', 'Kündigungsdatum'],
    ...['abgewandert', 'résilié', 'date de résiliation', 'baja', 'fecha de baja'],
  ],
  plan: [
    ...['plan', 'plan_name', 'plan_type', 'subscription_plan', 'subscription_type', 'contract'],
    ...['contract_type', '套餐', '套餐类型', '会员类型', 'Tarif', 'Vertrag', 'Vertragsart'],
    ...['formule', 'forfait', 'abonnement', 'tarifa'],
  ],
  recurring: [
    ...['mrr', 'arr', 'monthly_recurring_revenue', 'annual_recurring_revenue', 'monthly_fee'],
    ...['monthly_charge', 'monthly_charges', 'monthly_price', 'subscription_fee', '月费', '月租', '年费'],
    ...['Monatsbeitrag', 'Monatsgebühr', 'Grundgebühr', 'montant mensuel', 'cuota mensual'],
  ],
  tenure: [
    ...['tenure', 'tenure_months', 'tenure_days', 'customer_age_days', 'months_as_customer'],
    ...['在网时长', '入网时长', '会员时长', 'Vertragsdauer', 'ancienneté', 'antigüedad'],
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export { default as locale } from 'antd/locale/en_US'

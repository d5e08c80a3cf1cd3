export { default as locale } from 'antd/locale/zh_CN'

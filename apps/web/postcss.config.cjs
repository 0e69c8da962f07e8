module.exports = {
  plugins: {
    'postcss-preset-mantine': {},
    'postcss-simple-vars': { variables: { phone: '900px', narrow: '1240px', wide: '1900px' } },
  },
};

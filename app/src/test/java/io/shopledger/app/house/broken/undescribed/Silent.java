package io.shopledger.app.house.broken.undescribed;

/** Its package says neither what it is for nor that nothing is null. */
class Silent {}

package io.shopledger.app.house.broken.undescribed;

package io.shopledger.app.house.broken.query;

/** Innocent. */
public class OrderReader {}

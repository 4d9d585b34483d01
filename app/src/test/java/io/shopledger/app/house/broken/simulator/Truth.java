package io.shopledger.app.house.broken.simulator;

/** Innocent. */
public class Truth {}

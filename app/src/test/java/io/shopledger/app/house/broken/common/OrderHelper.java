package io.shopledger.app.house.broken.common;

/** Bad name in a package with a bad name; prints by itself. */
class OrderHelper {
    void fail(Exception failure) {
        failure.printStackTrace();
        System.out.println("failed");
    }
}

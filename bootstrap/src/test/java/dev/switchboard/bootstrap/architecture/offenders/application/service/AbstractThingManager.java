package dev.switchboard.bootstrap.architecture.offenders.application.service;

/// Breaks C6 with nine collaborators, and C7 with its name, twice.
public abstract class AbstractThingManager {

    private final int sum;

    protected AbstractThingManager(int a, int b, int c, int d, int e, int f, int g, int h, int i) {
        this.sum = a + b + c + d + e + f + g + h + i;
    }

    protected int sum() {
        return sum;
    }
}

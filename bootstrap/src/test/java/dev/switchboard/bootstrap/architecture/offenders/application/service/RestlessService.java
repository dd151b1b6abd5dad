package dev.switchboard.bootstrap.architecture.offenders.application.service;

import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.logging.Logger;

/// Breaks D1 to D4: takes time, chance and threads by itself, prints, and throws exceptions that
/// callers cannot distinguish.
public final class RestlessService {

    public String when() {
        return Instant.now().toString() + System.currentTimeMillis() + Clock.systemUTC();
    }

    public Supplier<Instant> later() {
        return Instant::now;
    }

    public String what() {
        return UUID.randomUUID().toString() + new Random().nextInt() + Math.random();
    }

    public Executor who() throws Exception {
        Thread.sleep(1);
        new Thread(this::say).start();
        return Executors.newCachedThreadPool();
    }

    public void say() {
        System.out.println("said");
        Logger.getLogger("restless").info("said again");
        throw new RuntimeException("and again");
    }
}

package dev.switchboard.adapter.out.persistence.embedded.engine;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks all files for damage. A start waits a second for the result; a larger store is used while
/// the check continues.
record FileCheck(Engine engine, ThreadFactory threads) {

    private static final Logger LOG = LoggerFactory.getLogger(FileCheck.class);
    private static final long MAX_WAIT_SECONDS = 1;

    /// Runs the check.
    ///
    /// @param later receives damage that was not found in time
    /// @throws EngineException if there is damage
    void run(Consumer<String> later) {
        FutureTask<Optional<String>> check = new FutureTask<>(this::findDamage);
        threads.newThread(check).start();
        try {
            Optional<String> damage = check.get(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
            if (damage.isPresent()) {
                throw new EngineException(new StoreFault(true, damage.get()));
            }
        } catch (TimeoutException _) {
            LOG.info("The store is large: it is in use while it is being checked");
            threads.newThread(() -> tell(check, later)).start();
        } catch (ExecutionException e) {
            LOG.warn("The check of the store did not finish", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new EngineException(
                    new StoreFault(false, "the check of the store was interrupted"));
        }
    }

    private Optional<String> findDamage() {
        try {
            engine.files().forEach(engine::verify);
            return Optional.empty();
        } catch (EngineException e) {
            return Optional.of(e.trouble().reason());
        }
    }

    private static void tell(FutureTask<Optional<String>> check, Consumer<String> later) {
        try {
            check.get().ifPresent(later);
        } catch (ExecutionException e) {
            LOG.warn("The check of the store did not finish", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

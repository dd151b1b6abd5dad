package dev.switchboard.adapter.out.upstreams.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Stops waiting for DNS after a while. The system's resolver cannot be interrupted, so it is asked
/// on a thread of its own, which may then outlast the call.
record TimedLookup(NameLookup names, Duration limit, Executor executor) implements NameLookup {

    @Override
    public InetAddress[] lookup(String name) throws UnknownHostException {
        FutureTask<InetAddress[]> task = new FutureTask<>(() -> names.lookup(name));
        executor.execute(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw new UnknownHostException("no answer from DNS in time");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("interrupted");
        } catch (ExecutionException e) {
            throw unknown(e);
        }
    }

    private static UnknownHostException unknown(ExecutionException cause) {
        UnknownHostException unknown = new UnknownHostException("DNS has no address");
        unknown.initCause(cause);
        return unknown;
    }
}

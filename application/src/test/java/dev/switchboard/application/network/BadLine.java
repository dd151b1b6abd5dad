package dev.switchboard.application.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// A proxy before a server, as a line that is slow and loses packets: what is lost is sent again
/// later, and all behind it waits, for nothing may overtake it.
public final class BadLine extends Proxy {

    /// Of one packet.
    private static final int MOST_BYTES = 1460;

    private static final Duration ONE_WAY = Duration.ofMillis(75);
    private static final double LOST = 0.02;

    /// Until a lost packet is sent again.
    private static final int AGAIN_AFTER_MS = 200;

    private static final int AGAIN_AT_MOST_MS = 3000;

    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger streams = new AtomicInteger();
    private final long seed;

    private BadLine(InetSocketAddress server, long seed) {
        super(server);
        this.seed = seed;
    }

    /// @param seed decides which packets of a stream are lost, and for how long
    public static BadLine before(InetSocketAddress server, long seed) {
        BadLine line = new BadLine(server, seed);
        line.open();
        return line;
    }

    /// How many packets were lost.
    public int lost() {
        return lost.get();
    }

    /// Something that was sent.
    private static final class Packet {

        /// None at the end of the stream.
        private final byte[] bytes;

        private final long sentAt = System.nanoTime();

        Packet(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    @Override
    void carry(Socket from, Socket to, boolean answers) {
        BlockingQueue<Packet> underWay = new LinkedBlockingQueue<>();
        Random chance = new Random(seed + streams.getAndIncrement());
        Thread.ofVirtual().start(() -> take(from, underWay));
        Thread.ofVirtual().start(() -> bring(underWay, to, chance));
    }

    private static void take(Socket from, BlockingQueue<Packet> underWay) {
        byte[] buffer = new byte[MOST_BYTES];
        try (InputStream in = from.getInputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                underWay.add(new Packet(Arrays.copyOf(buffer, read)));
            }
        } catch (IOException _) {
            // it ends like a stream that was closed
        }
        underWay.add(new Packet(new byte[0]));
    }

    private void bring(BlockingQueue<Packet> underWay, Socket to, Random chance) {
        try (to;
                OutputStream out = to.getOutputStream()) {
            Packet next = underWay.take();
            while (next.bytes.length > 0) {
                pause(ONE_WAY.toNanos() - (System.nanoTime() - next.sentAt));
                if (chance.nextDouble() < LOST) {
                    lost.incrementAndGet();
                    int stall = chance.nextInt(AGAIN_AFTER_MS, AGAIN_AT_MOST_MS);
                    pause(Duration.ofMillis(stall).toNanos());
                }
                out.write(next.bytes);
                next = underWay.take();
            }
        } catch (IOException _) {
            // nobody is there who could take it
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(long nanoseconds) {
        long end = System.nanoTime() + nanoseconds;
        for (long left = nanoseconds; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}

package dev.switchboard.application.service.attachment;

import dev.switchboard.application.port.in.handoff.AttachConsoles;
import dev.switchboard.application.port.in.handoff.ServeConsoles;
import dev.switchboard.application.port.in.handoff.ServeConsoles.Arrival;
import dev.switchboard.application.port.in.handoff.ServeConsoles.Arrived;
import dev.switchboard.application.port.in.handoff.ServeConsoles.Leaving;
import dev.switchboard.application.port.in.handoff.TellConsoles;
import dev.switchboard.application.service.time.Later;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The consoles of other hubs, at the hub with their desk.
final class DistantConsoles implements AttachConsoles {

    /// The time for which a console stays that its hub does not name any more. The hub may be dead.
    private static final Duration UNNAMED = Duration.ofSeconds(15);

    private final ServeConsoles here;
    private final TellConsoles hubs;
    private final Later later;
    private final Clock steady;
    private final ConcurrentMap<DistantConsole, DistantLine> lines = new ConcurrentHashMap<>();

    /// @param here the consoles of the desks that this hub has
    /// @param hubs all hubs with consoles
    DistantConsoles(ServeConsoles here, TellConsoles hubs, Later later, Clock steady) {
        this.here = here;
        this.hubs = hubs;
        this.later = later;
        this.steady = steady;
    }

    @Override
    public Arrived arrive(Attachment attachment) {
        DistantConsole console = attachment.console();
        DistantLine line = new DistantLine(console, hubs, later, new Listener(console));
        line.named(steady.instant());
        lines.put(console, line);
        Arrived arrived = null;
        try {
            arrived =
                    here.arrive(
                            new Arrival(
                                    console.console(),
                                    console.agent(),
                                    attachment.supervisor(),
                                    attachment.user(),
                                    attachment.session(),
                                    attachment.continued(),
                                    attachment.cursors(),
                                    line));
            return arrived;
        } finally {
            if (arrived != Arrived.DONE) {
                lines.remove(console);
            } else if (!line.equals(lines.get(console))) {
                // it left while it arrived, and nobody would look for it here
                here.leave(console.console(), line, Leaving.PUT_OUT);
            }
        }
    }

    /// Hears of one line.
    private final class Listener implements DistantLine.Listener {

        private final DistantConsole console;

        Listener(DistantConsole console) {
            this.console = console;
        }

        @Override
        public void drained() {
            here.drained(console.console());
        }

        @Override
        public void lost() {
            leave(console, Leaving.FOR_NOW);
        }

        @Override
        public void ended() {
            lines.remove(console);
        }
    }

    @Override
    public void drained(DistantConsole console) {
        DistantLine line = lines.get(console);
        if (line != null) {
            line.goOn();
        }
    }

    @Override
    public void leave(DistantConsole console, Leaving leaving) {
        DistantLine line = lines.remove(console);
        if (line != null) {
            line.end();
            here.leave(console.console(), line, leaving);
        }
    }

    @Override
    public List<DistantConsole> call(Roll roll) {
        Instant now = steady.instant();
        List<DistantConsole> unknown = new ArrayList<>();
        for (DistantConsole console : roll.consoles()) {
            DistantLine line = lines.get(console);
            if (line == null) {
                unknown.add(console);
            } else {
                line.named(now);
            }
        }
        return unknown;
    }

    /// Ends the connections of consoles that no hub names any more. To be called every few seconds.
    void look() {
        Instant then = steady.instant().minus(UNNAMED);
        lines.forEach((console, line) -> {
            if (line.isNamedBefore(then)) {
                leave(console, Leaving.FOR_NOW);
            }
        });
    }
}

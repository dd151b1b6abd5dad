package dev.switchboard.application.port.in.handoff;

import dev.switchboard.application.port.in.handoff.AttachConsoles.DistantConsole;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.domain.cluster.SentAs;
import dev.switchboard.domain.message.Message;
import java.util.List;

/// Gives a console at this hub what its desk at another hub has for it.
public interface TellConsoles {

    /// Never blocks for long.
    Taken tell(Parcel parcel);

    /// @param items in their order
    record Parcel(DistantConsole console, List<Item> items) {
        public Parcel {
            items = List.copyOf(items);
        }
    }

    /// One call of a [ConsoleLine].
    sealed interface Item {

        record Push(Message message) implements Item {}

        record Tell(@SentAs("notice") ConsoleEvent event) implements Item {}

        record Replace() implements Item {}

        record Move() implements Item {}
    }

    /// @param items how many of them it took. If it took not all, the desk is told when there is
    ///   room again
    /// @param there false if there is no such console any more
    record Taken(int items, boolean there) {}
}

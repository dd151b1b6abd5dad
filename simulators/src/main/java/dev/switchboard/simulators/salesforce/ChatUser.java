package dev.switchboard.simulators.salesforce;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A user of the chat, and the events sent to them.
final class ChatUser {

    final String id;
    private final List<String> told = new ArrayList<>();
    final List<EventStream> streams = new CopyOnWriteArrayList<>();
    volatile int since;
    private boolean twice;
    private boolean swap;
    private @Nullable String held;

    ChatUser(String id) {
        this.id = id;
    }

    /// Streams all events after a number, and all later ones.
    synchronized EventStream listen(int after) {
        EventStream stream = new EventStream();
        for (int i = Math.max(0, after); i < told.size(); i++) {
            stream.add(told.get(i));
        }
        streams.add(stream);
        return stream;
    }

    void leave(EventStream stream) {
        streams.remove(stream);
    }

    synchronized void forgetEvents() {
        told.replaceAll(_ -> ": gone\n\n");
    }

    synchronized void tellTwice() {
        twice = true;
    }

    synchronized void tellInReverse() {
        swap = true;
    }

    synchronized void tell(String name, String data) {
        int number = told.size() + 1;
        String event = "id: " + number + "\nevent: " + name + "\ndata: " + data + "\n\n";
        told.add(event);
        if (swap) {
            swap = false;
            held = event;
            return;
        }
        send(event);
        if (held != null) {
            send(held);
            held = null;
        }
    }

    private void send(String event) {
        streams.forEach(stream -> stream.add(event));
        if (twice) {
            twice = false;
            streams.forEach(stream -> stream.add(event));
        }
    }
}

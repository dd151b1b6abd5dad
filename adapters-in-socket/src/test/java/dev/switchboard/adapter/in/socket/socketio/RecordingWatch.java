package dev.switchboard.adapter.in.socket.socketio;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Records what it should count.
final class RecordingWatch implements SocketWatch {

    final List<String> seen = new CopyOnWriteArrayList<>();

    @Override
    public void connected(String namespace, boolean recovered) {
        seen.add("connected " + namespace + (recovered ? " again" : ""));
    }

    @Override
    public void refused(String namespace) {
        seen.add("refused " + namespace);
    }

    @Override
    public void strayed() {
        seen.add("strayed");
    }

    @Override
    public void event(String namespace) {
        seen.add("event " + namespace);
    }

    @Override
    public void unknownEvent(String namespace) {
        seen.add("unknown " + namespace);
    }

    @Override
    public void failed(String namespace, RuntimeException failure) {
        seen.add("failed " + namespace + " " + failure.getMessage());
    }

    @Override
    public void violated(String fault) {
        seen.add("violated " + fault);
    }

    @Override
    public void disconnected(String namespace, DisconnectReason reason) {
        seen.add("disconnected " + namespace);
    }
}

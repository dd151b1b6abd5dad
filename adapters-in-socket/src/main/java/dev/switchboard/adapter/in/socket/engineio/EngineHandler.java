package dev.switchboard.adapter.in.socket.engineio;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Takes the requests for the engine's path, and leaves all others to the next handler. Nothing
/// here blocks, so that a server may call it on the thread that reads, in the order of arrival.
final class EngineHandler extends Handler.Abstract.NonBlocking {

    private final String path;
    private final Reception reception;

    EngineHandler(String path, Reception reception, Sweep sweep) {
        this.path = withoutSlash(path);
        this.reception = reception;
        addBean(sweep);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!withoutSlash(Request.getPathInContext(request)).equals(path)) {
            return false;
        }
        reception.receive(new Exchange(request, response, callback));
        return true;
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}

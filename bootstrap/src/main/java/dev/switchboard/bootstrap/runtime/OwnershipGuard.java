package dev.switchboard.bootstrap.runtime;

import dev.switchboard.adapter.in.web.health.Probes;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.springframework.http.ResponseEntity;

/// Refuses every request but those for the health of the hub and its cluster while this hub does
/// not own the conversations, sockets included: a caller of a standby must not take it for the hub.
final class OwnershipGuard extends FrontHandler {

    private static final Set<String> HEALTH =
            Set.of(Probes.LIVE, Probes.READY, "/v1/health", "/v1/cluster");

    private final PartitionOwnership ownership;
    private final Function<String, ResponseEntity<byte[]>> refusals;

    /// @param refusals the answers for a path while the store is away
    OwnershipGuard(
            PartitionOwnership ownership, Function<String, ResponseEntity<byte[]>> refusals) {
        this.ownership = ownership;
        this.refusals = refusals;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = request.getHttpURI().getPath();
        if (!ownership.stands() && !HEALTH.contains(path)) {
            refuse(path == null ? "" : path, response, callback);
            return true;
        }
        try {
            return super.handle(request, response, callback);
        } catch (Exception e) {
            // Like the server itself with exceptions of handlers.
            Response.writeError(request, response, callback, e);
            return true;
        }
    }

    private void refuse(String path, Response response, Callback callback) {
        ResponseEntity<byte[]> answer = refusals.apply(path);
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders().forEach((name, values) -> response.getHeaders().put(name, values));
        byte[] body = answer.getBody();
        response.write(true, body == null ? null : ByteBuffer.wrap(body), callback);
    }
}

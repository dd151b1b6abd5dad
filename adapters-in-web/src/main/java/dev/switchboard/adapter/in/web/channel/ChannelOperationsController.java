package dev.switchboard.adapter.in.web.channel;

import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.channel.OperateChannels;
import dev.switchboard.application.port.in.channel.OperateChannels.Rotation;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelStatus;
import java.security.Principal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/// Shows, verifies, pauses and measures a registered channel and rotates its secret (contract
/// channels 2.4).
@RestController
final class ChannelOperationsController implements ChannelOperationsApi {

    private final OperateChannels channels;
    private final KeepAudit audit;

    ChannelOperationsController(OperateChannels channels, KeepAudit audit) {
        this.channels = channels;
        this.audit = audit;
    }

    @Override
    public ResponseEntity<ChannelView> view(String id) {
        OperateChannels.View view = channels.view(known(id)).orElseThrow(Absent::channel);
        return shown(view);
    }

    @Override
    public ResponseEntity<VerificationView> verify(String id, Principal caller) {
        VerificationView view =
                channels.verify(known(id)).map(VerificationView::from).orElseThrow(Absent::channel);
        audit.record(caller.getName(), "channel.verify", id, view.verdict());
        return ResponseEntity.ok(view);
    }

    @Override
    public ResponseEntity<RotationView> rotate(
            String id, byte @Nullable [] body, Principal caller) {
        RotationRequest request = RotationRequest.from(JsonFields.ofOptional(body));
        return switch (channels.rotateSecret(known(id), request.overlap(), request.force())) {
            case Rotation.Done done -> {
                audit.record(caller.getName(), "channel.secret.rotate", id, done.secret().id());
                yield ResponseEntity.status(HttpStatus.CREATED)
                        .cacheControl(CacheControl.noStore())
                        .body(RotationView.from(done));
            }
            case Rotation.Unknown() -> throw Absent.channel();
            case Rotation.TwoActive() ->
                    throw new ProblemException(
                            ProblemCode.CONFLICT,
                            "Two secrets are active; \"force\": true drops the older");
        };
    }

    @Override
    public ResponseEntity<ChannelView> changeStatus(String id, byte[] body, Principal caller) {
        StatusRequest request = StatusRequest.from(JsonFields.of(body));
        ChannelStatus status = request.toStatus();
        OperateChannels.View view =
                channels.changeStatus(known(id), status).orElseThrow(Absent::channel);
        audit.record(caller.getName(), "channel.status", id, request.status());
        return shown(view);
    }

    @Override
    public ResponseEntity<StatisticsView> statistics(String id, String window) {
        Duration length = StatisticsWindow.parse(window);
        return channels.statistics(known(id), length)
                .map(StatisticsView::from)
                .map(ResponseEntity::ok)
                .orElseThrow(Absent::channel);
    }

    private static ResponseEntity<ChannelView> shown(OperateChannels.View view) {
        return ResponseEntity.ok()
                .eTag("\"" + view.channel().version() + "\"")
                .body(ChannelView.from(view));
    }

    private static ChannelId known(String id) {
        return ChannelIds.inPath(id).orElseThrow(Absent::channel);
    }
}

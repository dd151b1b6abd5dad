package dev.switchboard.simulators.yalo;

import dev.switchboard.simulators.script.ScriptStep;
import dev.switchboard.simulators.script.ScriptedReply;
import dev.switchboard.simulators.script.ScriptedUpstream;
import dev.switchboard.simulators.script.Stage;
import dev.switchboard.simulators.script.Upstreams;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Base64;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Serves users' files: Yalo's at public addresses, Meta's by id, at an address that requires a
/// token. Each file is a single dot.
@RestController
final class MediaSimulation {

    private static final byte[] DOT =
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGA"
                                    + "WjR9awAAAABJRU5ErkJggg==");
    private static final ScriptedReply NO_TOKEN =
            ScriptedReply.json(401, "{\"error\":{\"code\":190}}");

    private final Upstreams upstreams;
    private final Stage stage;

    MediaSimulation(Upstreams upstreams, Stage stage) {
        this.upstreams = upstreams;
        this.stage = stage;
    }

    @GetMapping("/sim/yalo/media/{name}")
    void ofYalo(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ScriptedUpstream yalo = upstreams.yalo();
        yalo.log().recordedMasked(request);
        dot(yalo, response);
    }

    @GetMapping("/sim/meta/{version}/{id:[A-Za-z0-9_-]+}")
    void where(
            @PathVariable String version,
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        ScriptedUpstream meta = upstreams.meta();
        meta.log().recordedMasked(request);
        String url = request.getRequestURL().toString().replace("/" + version + "/", "/media/");
        ScriptedReply found =
                ScriptedReply.json(
                        200,
                        "{\"url\":\"%s\",\"mime_type\":\"image/png\",\"file_size\":%d,\"id\":\"%s\"}"
                                .formatted(url, DOT.length, id));
        stage.answer(meta.nextTurn().step(), isKnown(request) ? found : NO_TOKEN, response);
    }

    @GetMapping("/sim/meta/media/{id}")
    void ofMeta(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ScriptedUpstream meta = upstreams.meta();
        meta.log().recordedMasked(request);
        if (isKnown(request)) {
            dot(meta, response);
        } else {
            NO_TOKEN.writeTo(response);
        }
    }

    private static boolean isKnown(HttpServletRequest request) {
        String token = request.getHeader("Authorization");
        return token != null && token.startsWith("Bearer ");
    }

    private void dot(ScriptedUpstream scriptedUpstream, HttpServletResponse response)
            throws IOException {
        ScriptStep step = scriptedUpstream.nextTurn().step();
        if (!step.equals(ScriptStep.UNSCRIPTED)) {
            stage.answer(step, ScriptedReply.json(200, ""), response);
            return;
        }
        response.setContentType("image/png");
        response.setContentLength(DOT.length);
        response.getOutputStream().write(DOT);
    }
}

package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.browser.AsyncApiTypes.Exchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The AsyncAPI documents say the same as the published types, member by member: TypeScript's
/// compiler compares the two.
class AsyncApiTypesE2eIT {

    private static final Path TYPES = Path.of("../docs/types");

    /// What a Socket.IO event carries, and how two types are compared: without intersections, which
    /// the compiler would not find equal to the same object.
    private static final String COMPARISON =
            """
            export type Flat<T> = T extends object ? { [K in keyof T]: Flat<T[K]> } : T;
            type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
            export type Equal<A, B> = Same<Flat<A>, Flat<B>>;
            type Args<F> = F extends (...args: infer A) => void ? Required<A> : never;
            export type Payload<F> = Args<F> extends [infer First, ...unknown[]] ? First extends Function ? "none" : First : "none";
            type Callback<F> = Extract<Args<F> extends (infer Each)[] ? Each : never, Function>;
            export type Reply<F> = [Callback<F>] extends [never] ? "none" : Payload<Callback<F>>;
            """;

    /// So that nobody need trust a compiler that was not asked.
    private static final String PLANTED =
            """
            import type { Equal } from './comparison';
            export const planted: Equal<{ a?: 1 }, { a: 1 }> = true;
            """;

    @Test
    void saysTheSameAsTheTypes(@TempDir Path directory) throws IOException {
        Map<String, String> files = new HashMap<>();
        files.put("/comparison.d.ts", COMPARISON);
        addEvents(files, "live-events");
        addEvents(files, "agent-desk");
        addEvents(files, "ops");
        addFrames(files);
        files.put("/planted.ts", PLANTED);

        assertThat(TypeChecker.errors(directory, files))
                .containsExactly("/planted.ts:2 Type 'true' is not assignable to type 'false'.");
    }

    private static void addEvents(Map<String, String> files, String protocol) throws IOException {
        AsyncApiTypes api = AsyncApiTypes.of(protocol);
        StringBuilder checks = begun(files, protocol, api);
        compare(checks, "ClientEvents", api.exchanges("receive"));
        compare(checks, "ServerEvents", api.exchanges("send"));
        files.put("/%s-checks.ts".formatted(protocol), checks.toString());
    }

    private static void compare(StringBuilder checks, String type, Map<String, Exchange> events) {
        events.forEach((name, event) -> {
            String theirs = "types.%s[\"%s\"]".formatted(type, name);
            check(checks, event.payload(), "Payload<%s>".formatted(theirs));
            check(checks, event.answer(), "Reply<%s>".formatted(theirs));
        });
    }

    private static void addFrames(Map<String, String> files) throws IOException {
        AsyncApiTypes api = AsyncApiTypes.of("presence");
        StringBuilder checks = begun(files, "presence", api);
        check(checks, api.frames("events.receive"), "types.EventsRequest");
        check(checks, api.frames("events.send"), "types.EventsFrame");
        check(checks, api.frames("subscribe.receive"), "types.SubscribeRequest");
        check(checks, api.frames("subscribe.send"), "types.SubscribeFrame");
        files.put("/presence-checks.ts", checks.toString());
    }

    private static StringBuilder begun(
            Map<String, String> files, String protocol, AsyncApiTypes api) throws IOException {
        files.put(
                "/%s.d.ts".formatted(protocol),
                Files.readString(TYPES.resolve(protocol + ".d.ts")));
        return new StringBuilder("import type { Equal, Payload, Reply } from './comparison';\n")
                .append("import type * as types from './%s';%n".formatted(protocol))
                .append(api.declarations())
                .append("type Check<T extends true> = T;\n");
    }

    private static void check(StringBuilder checks, String ours, String theirs) {
        checks.append(
                "export type Check%d = Check<Equal<%s, %s>>;%n"
                        .formatted(checks.length(), ours, theirs));
    }
}

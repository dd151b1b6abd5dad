package dev.switchboard.bootstrap.e2e.browser;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/// An agent who types in one conversation and then in another, without a look at whether the hub is
/// there. Each text says where it was typed. Some are left half done, and finished later.
final class Typist implements Runnable {

    /// Where keys go, and what is there.
    private static final String LOOK =
            """
            (field => [decodeURIComponent(location.hash.slice(1)), field.tagName, field.value ?? '',
                field.selectionStart ?? -1, document.querySelectorAll('.composer textarea').length])
            (document.activeElement)\
            """;

    /// Texts that wait to be sent. Nobody writes on who sees so many, and a page that draws
    /// hundreds with each key would have no time to connect.
    private static final int MOST_WAITING = 20;

    private static final Duration A_LOOK = Duration.ofMillis(50);
    private static final int PARTS = 3;

    private final ConsolePage page;
    private final int chats;
    private final Random chance;
    private final Map<String, List<String>> said = new HashMap<>();
    private final Map<String, String> drafts = new HashMap<>();
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();
    private volatile boolean ending;
    private int number;

    /// @param chats that the page has open, at most nine
    Typist(ConsolePage page, int chats, long seed) {
        this.page = page;
        this.chats = chats;
        this.chance = new Random(seed);
    }

    /// What an agent sees while typing.
    private record View(String conversation, String tag, String text, int caret, int composers) {

        static View of(JsonNode seen) {
            return new View(
                    seen.path(0).asString(),
                    seen.path(1).asString(),
                    seen.path(2).asString(),
                    seen.path(3).asInt(),
                    seen.path(4).asInt());
        }

        /// Whether this text is where the keys go, and the next one comes behind it.
        boolean isAt(String conversation, String text) {
            return equals(new View(conversation, "TEXTAREA", text, text.length(), 1));
        }
    }

    @Override
    public void run() {
        while (!ending && problems.isEmpty()) {
            try {
                if (page.all(".said.sending").size() < MOST_WAITING) {
                    write();
                } else {
                    LockSupport.parkNanos(A_LOOK.toNanos());
                }
            } catch (RuntimeException e) {
                problems.add(e.toString());
            }
        }
    }

    /// Finishes what it is at.
    void end() {
        ending = true;
    }

    private void write() {
        page.openNth(1 + chance.nextInt(chats));
        String conversation = look().conversation();
        String text = drafts.getOrDefault(conversation, "");
        expect(conversation, text);
        int parts = 1 + chance.nextInt(PARTS);
        for (int i = 0; i < parts; i++) {
            String part = "%s of %s, ".formatted(++number, conversation);
            page.tab().type(part);
            text += part;
            expect(conversation, text);
        }
        if (chance.nextInt(PARTS) == 0) {
            drafts.put(conversation, text);
        } else {
            page.tab().enter();
            drafts.remove(conversation);
            said.computeIfAbsent(conversation, _ -> new ArrayList<>()).add(text.trim());
            expect(conversation, "");
        }
    }

    private View look() {
        return View.of(page.tab().run(LOOK));
    }

    private void expect(String conversation, String text) {
        View seen = look();
        if (!seen.isAt(conversation, text)) {
            problems.add("%s instead of '%s' in %s".formatted(seen, text, conversation));
        }
    }

    /// The texts that were sent in each conversation, oldest first. Only after its end.
    Map<String, List<String>> said() {
        return said;
    }

    /// The texts that were not sent.
    Map<String, String> drafts() {
        return drafts;
    }

    /// What an agent would have been surprised by.
    List<String> problems() {
        return List.copyOf(problems);
    }
}

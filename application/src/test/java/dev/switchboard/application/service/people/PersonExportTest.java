package dev.switchboard.application.service.people;

import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakeResumeTokens;
import dev.switchboard.application.fakes.InMemoryAccounts;
import dev.switchboard.application.fakes.InMemoryAgentSessions;
import dev.switchboard.application.fakes.InMemoryAuditLog;
import dev.switchboard.application.fakes.InMemoryChats;
import dev.switchboard.application.fakes.InMemoryClientSessions;
import dev.switchboard.application.fakes.InMemoryDeskSessions;
import dev.switchboard.application.fakes.InMemoryDrafts;
import dev.switchboard.application.fakes.InMemoryHandoffs;
import dev.switchboard.application.fakes.InMemoryMediaFiles;
import dev.switchboard.application.fakes.InMemoryOrganisations;
import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.InMemoryWaitingParts;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.people.ShowPeople.Item;
import dev.switchboard.domain.audit.AuditEntry.Draft;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import dev.switchboard.domain.chat.UserIdentity;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.ReplyDraft;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.media.MediaId;
import dev.switchboard.domain.people.Person;
import dev.switchboard.domain.session.BrowserId;
import dev.switchboard.domain.session.Claim;
import dev.switchboard.domain.session.EndUser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PersonExportTest {

    private static final ConversationId HOME = ConversationId.of("netomi", "c-1");
    private static final ConversationId WORK = ConversationId.of("netomi", "c-2");
    private static final ConversationId GUEST = ConversationId.of("netomi", "c-3");
    private static final ConversationId OTHERS = ConversationId.of("netomi", "c-4");
    private static final ConversationId PHONE = ConversationId.of("yalo", "coppel:5215512345678");
    private static final ConversationId MAIL = ConversationId.of("yalo", "coppel:ada@example.org");
    private static final BrowserId BROWSER = FakeResumeTokens.browser(1);
    private static final MediaFile PHOTO =
            new MediaFile(
                    new MediaId("6f1c7c1e-5f0e-4b6e-9d3e-2a9d6f6f0001"),
                    "photo.jpg",
                    "image/jpeg",
                    3,
                    Seed.NOW,
                    TenantId.DEFAULT);

    private final InMemoryStore store = new InMemoryStore();
    private final InMemoryMediaFiles media = new InMemoryMediaFiles();
    private final InMemoryDrafts drafts = new InMemoryDrafts();
    private final InMemoryAuditLog audit = new InMemoryAuditLog();
    private final InMemoryAccounts accounts = new InMemoryAccounts();
    private final PersonSearch search =
            new PersonSearch(
                    store.ports().conversations(), store.claims(), store.userNames(), accounts);
    private final PersonExport people =
            new PersonExport(
                    search,
                    List.of(
                            new NameChapter(),
                            new MessageChapter(store.ports().history(), new SentFiles(media)),
                            new ChatChapter(
                                    new InMemoryChats(),
                                    new InMemoryHandoffs(),
                                    new InMemoryDeskSessions(),
                                    drafts),
                            new SessionChapter(
                                    store.claims(),
                                    new InMemoryClientSessions(),
                                    new InMemoryAgentSessions(),
                                    new InMemoryWaitingParts()),
                            new StaffChapter(search, new InMemoryOrganisations()),
                            new AuditChapter(audit)));

    private void said(ConversationId conversation, String json) {
        said(conversation, Party.USER, json);
    }

    private void said(ConversationId conversation, Party party, String json) {
        store.ports().journal().append(message().in(conversation).by(party).saying(json).entry());
    }

    private void claimed(ConversationId conversation, EndUser owner) {
        store.claims().replace(null, new Claim(conversation, owner, 0, Seed.NOW));
    }

    private List<ConversationId> found(String name) {
        return people.find(name).stream()
                .flatMap(person -> person.conversations().stream())
                .sorted((a, b) -> a.value().compareTo(b.value()))
                .toList();
    }

    private List<Item> shown(String name) {
        List<Item> items = new ArrayList<>();
        people.show(people.find(name).orElseThrow(), items::add);
        return items;
    }

    private List<String> lines(String name, String file) {
        return shown(name).stream()
                .filter(Item.Line.class::isInstance)
                .map(Item.Line.class::cast)
                .filter(line -> line.file().equals(file))
                .map(Item.Line::json)
                .toList();
    }

    @Test
    void findsNobodyOfWhomNothingIsKept() {
        said(HOME, "{}");
        claimed(HOME, new EndUser(null, "ada"));

        assertThat(people.find("ad")).isEmpty();
        assertThat(people.find("netomi:c-9")).isEmpty();
        assertThat(people.find("1")).isEmpty();
    }

    @Test
    void showsWhatAgentsWroteToThemAndDidNotSay() {
        said(HOME, "{}");
        said(OTHERS, "{}");
        Agent ben = new Agent(TenantId.DEFAULT, new AgentId("ben"));
        drafts.keep(new ReplyDraft(ben, HOME, "Dear Ada", Seed.NOW));
        drafts.keep(new ReplyDraft(ben, OTHERS, "Dear Bob", Seed.NOW));

        assertThat(lines(HOME.value(), "drafts.jsonl"))
                .singleElement()
                .asString()
                .contains("\"agent\":\"ben\"", "Dear Ada");
    }

    @Test
    void joinsTheConversationsOfOneSubjectAndOfTheirBrowser() {
        List.of(HOME, WORK, GUEST, OTHERS).forEach(id -> said(id, "{}"));
        claimed(HOME, new EndUser(BROWSER, "ada"));
        claimed(WORK, new EndUser(null, "ada"));
        claimed(GUEST, EndUser.of(BROWSER));
        claimed(OTHERS, new EndUser(FakeResumeTokens.browser(2), "bob"));

        assertThat(found("ada")).containsExactly(HOME, WORK, GUEST);
        assertThat(found("netomi:c-1")).containsExactly(HOME, WORK, GUEST);
        assertThat(found("bob")).containsExactly(OTHERS);
    }

    @Test
    void leavesAloneWhatCameFromABrowserThatOthersUseToo() {
        List.of(HOME, GUEST, OTHERS).forEach(id -> said(id, "{}"));
        claimed(HOME, new EndUser(BROWSER, "ada"));
        claimed(GUEST, EndUser.of(BROWSER));
        claimed(OTHERS, new EndUser(BROWSER, "bob"));

        assertThat(found("ada")).containsExactly(HOME);
        assertThat(found("bob")).containsExactly(OTHERS);
    }

    @Test
    void joinsTheNamesByWhichAPlatformKnowsAUser() {
        said(PHONE, "{}");
        store.userNames().replace(List.of(), new UserIdentity(PHONE, List.of(PHONE, MAIL)));

        assertThat(found("5215512345678")).containsExactly(PHONE, MAIL);
        assertThat(found(MAIL.value())).containsExactly(PHONE, MAIL);
        assertThat(found("ada@example.org")).containsExactly(PHONE, MAIL);
    }

    @Test
    void showsWhatWasSaidAndTheFilesThatWereSent() {
        media.keep(PHOTO, new byte[] {1, 2, 3});
        said(HOME, "{\"text\":\"h\u00e9llo\"}");
        said(HOME, Party.AGENT, "{\"attachments\":[{\"mediaId\":\"" + PHOTO.id() + "\"}]}");
        said(HOME, Party.AGENT, "{\"attachments\":[{\"mediaId\":\"" + PHOTO.id() + "\"}]}");
        said(OTHERS, "{\"text\":\"somebody else's\"}");

        assertThat(lines(HOME.value(), "messages.jsonl"))
                .hasSize(3)
                .first()
                .asString()
                .contains(
                        "\"conversation_id\":\"netomi:c-1\",\"seq\":1",
                        "\"party\":\"USER\"",
                        "\"content\":{\"text\":\"h\u00e9llo\"}",
                        "\"deliveries\":[{\"target\":\"channel:slack-sim\",\"state\":\"pending\"");
        assertThat(shown(HOME.value()).stream().filter(Item.Attachment.class::isInstance))
                .singleElement()
                .satisfies(item ->
                        assertThat(((Item.Attachment) item).bytes().array())
                                .containsExactly(1, 2, 3));
    }

    @Test
    void showsNoFileThatThePersonOnlyNamed() {
        media.keep(PHOTO, new byte[] {1, 2, 3});
        said(HOME, "{\"text\":\"" + PHOTO.id() + "\"}");
        said(HOME, "{\"mediaId\":\"" + PHOTO.id() + "\"}");
        said(HOME, Party.AGENT, "{\"text\":\"not \\\"mediaId\\\":\\\"" + PHOTO.id() + "\\\"\"}");

        assertThat(shown(HOME.value())).noneMatch(Item.Attachment.class::isInstance);
    }

    @Test
    void showsWhatTheAuditHasOfThePerson() {
        said(HOME, "{}");
        claimed(HOME, new EndUser(null, "ada"));
        audited("root", "conversation.read", HOME.value());
        audited("root", "conversation.read", OTHERS.value());
        audited("root", "person.export", Person.pseudonym("ada"));

        assertThat(lines("ada", "audit.jsonl")).hasSize(2);
    }

    private void audited(String actor, String action, String subject) {
        audit.append(new Draft(Seed.NOW, actor, action, subject, "", Outcome.DONE, "", ""), null);
    }

    @Test
    void tellsByWhichNamesAPersonWasFound() {
        said(HOME, "{}");
        claimed(HOME, new EndUser(BROWSER, "ada"));

        assertThat(lines("ada", "names.jsonl"))
                .containsExactly(
                        "{\"kind\":\"conversation\",\"name\":\"netomi:c-1\"}",
                        "{\"kind\":\"subject\",\"name\":\"ada\"}",
                        "{\"kind\":\"browser\",\"name\":\"" + BROWSER.hash() + "\"}");
        assertThat(lines("ada", "claims.jsonl")).singleElement().asString().contains("netomi:c-1");
    }
}

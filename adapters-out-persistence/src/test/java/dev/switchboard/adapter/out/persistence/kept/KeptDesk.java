package dev.switchboard.adapter.out.persistence.kept;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.out.canned.CannedReplies;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.handoff.Drafts;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.label.LabelLists;
import dev.switchboard.application.port.out.media.MediaFiles;
import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.application.port.out.message.WaitingParts.Part;
import dev.switchboard.application.port.out.upstream.DeskSessions;
import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.Chat.EndReason;
import dev.switchboard.domain.chat.Chat.Once;
import dev.switchboard.domain.chat.Chat.Request;
import dev.switchboard.domain.chat.ChatId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.desk.DeskSession;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.handoff.Handoff.Over;
import dev.switchboard.domain.handoff.HandoffDetails;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.Priority;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.ReplyDraft;
import dev.switchboard.domain.handoff.Step;
import dev.switchboard.domain.handoff.Tags;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.label.Label;
import dev.switchboard.domain.label.LabelList;
import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.media.MediaId;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.BeanFactory;

/// What agents and desks leave: handoffs in each state, chats, files, drafts, lists to choose from.
record KeptDesk(BeanFactory store, String mark, Instant now) implements KeptRoom {

    private static final AgentId ANN = new AgentId("ann");
    private static final LabelId SOLVED = new LabelId("solved");
    private static final Tags TAGS = new Tags(List.of(new LabelId("vip"), new LabelId("late.2")));

    /// Steps of before do not say where the customer was until then.
    private static final String SINCE_LATER = "step.left";

    private TenantId tenant() {
        return new TenantId("shop." + mark);
    }

    @Override
    public void write() {
        Handoffs handoffs = store.getBean(Handoffs.class);
        handoffs().forEach(steps -> change(handoffs, steps));
        handoffs.finish((Over) ended("finished"));
        Chats chats = store.getBean(Chats.class);
        chats().forEach(steps -> {
            chats.begin(steps.getFirst());
            steps.stream().skip(1).forEach(next -> chats.change(next.version() - 1, next));
        });
        store.getBean(DeskSessions.class).insert(fresh());
        store.getBean(DeskSessions.class).save(session());
        store.getBean(MediaFiles.class).keep(file(), bytes());
        store.getBean(WaitingParts.class).put(part());
        store.getBean(Drafts.class).keep(draft());
        store.getBean(CannedReplies.class).insert(reply());
        store.getBean(LabelLists.class).save(outcomes());
        store.getBean(LabelLists.class).save(tags());
    }

    private static void change(Handoffs handoffs, List<Handoff> steps) {
        long expected = 0;
        for (Handoff next : steps) {
            assertThat(handoffs.change(expected, next)).isEqualTo(new Handoffs.Changed.Done());
            expected = next.version();
        }
    }

    @Override
    public void read() {
        Handoffs handoffs = store.getBean(Handoffs.class);
        handoffs()
                .forEach(steps ->
                        assertThat(handoffs.find(steps.getLast().conversation()))
                                .get()
                                .usingRecursiveComparison()
                                .ignoringFields(SINCE_LATER)
                                .isEqualTo(steps.getLast()));
        assertThat(handoffs.open(null, 100))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields(SINCE_LATER)
                .contains(waiting("waiting"), offered("offered"), leased("leased"), ended("ended"))
                .doesNotContain(ended("finished"));
        Chats chats = store.getBean(Chats.class);
        chats().forEach(steps ->
                assertThat(chats.find(steps.getLast().id())).contains(steps.getLast()));
        assertThat(chats.open(null, 100)).contains(held(1));
        assertThat(store.getBean(DeskSessions.class).find(session().chat())).contains(session());
        assertThat(store.getBean(MediaFiles.class).find(file().id())).contains(file());
        assertThat(store.getBean(MediaFiles.class).bytes(file().id())).contains(bytes());
        assertThat(store.getBean(WaitingParts.class).all()).contains(part());
        readChoices();
    }

    private void readChoices() {
        assertThat(store.getBean(Drafts.class).of(draft().agent())).containsExactly(draft());
        assertThat(store.getBean(CannedReplies.class).of(Shelf.of(tenant()), 10))
                .containsExactly(reply());
        LabelLists lists = store.getBean(LabelLists.class);
        assertThat(lists.of(tenant(), LabelList.Kind.OUTCOMES)).isEqualTo(outcomes());
        assertThat(lists.of(tenant(), LabelList.Kind.TAGS)).isEqualTo(tags());
    }

    private List<List<Handoff>> handoffs() {
        return List.of(
                List.of(waiting("waiting")),
                List.of(waiting("offered"), offered("offered")),
                List.of(waiting("leased"), leased("leased")),
                List.of(waiting("ended"), leased("ended"), ended("ended")),
                List.of(waiting("finished"), leased("finished"), ended("finished")));
    }

    private Handoff.Waiting waiting(String name) {
        Customer customer =
                new Customer("c-" + name, "Ada «L» 😀", new Content("{\"order\":[4711,\"x\"]}"));
        HandoffDetails details =
                new HandoffDetails(
                        new HandoffId("ho_%024x".formatted(Math.abs((long) name.hashCode()))),
                        ConversationId.of("web", name + "-" + mark),
                        tenant(),
                        "web",
                        Target.LIVE_CLIENTS,
                        customer,
                        "wants a refund",
                        now,
                        Tags.NONE,
                        Priority.USUAL);
        return Handoff.begin(details, 0, QueueId.DEFAULT);
    }

    private Handoff.Offered offered(String name) {
        return waiting(name).offer(ANN, now.plusSeconds(1), now.plusSeconds(31));
    }

    private Handoff.Leased leased(String name) {
        LeaseId lease = new LeaseId("le_%024x".formatted(Math.abs((long) name.hashCode())));
        return waiting(name).lease(ANN, lease, 3, now.plusSeconds(2), now.plusSeconds(302));
    }

    private Handoff.Ended ended(String name) {
        Step.Order order = new Step.Order("end-1", "fp");
        Step step = new Step(Step.Kind.ENDED, now.plusSeconds(9), ANN, order, "paid back");
        return leased(name).end(step, SOLVED, TAGS);
    }

    private List<List<Chat>> chats() {
        Chat gone = chat(2);
        return List.of(
                List.of(chat(1), held(1)),
                List.of(
                        gone,
                        held(2),
                        held(2).join(now.plusSeconds(2)).orElseThrow(),
                        held(2).join(now.plusSeconds(2))
                                .orElseThrow()
                                .end(EndReason.FINISHED, now.plusSeconds(3))
                                .orElseThrow()));
    }

    private Chat held(int number) {
        return chat(number).opened(now.plusSeconds(1)).orElseThrow();
    }

    private Chat chat(int number) {
        Request request =
                new Request(
                        tenant(),
                        "whatsapp",
                        "52155" + number,
                        "shop-bot",
                        "521554578545",
                        "Ada",
                        "ada@example.com",
                        "+52155" + number,
                        new Content("{\"a\":[1,2]}"),
                        "default",
                        "A refund",
                        new Once("f00", "k-" + number));
        ConversationId conversation = ConversationId.of("bot", "52155" + number + "-" + mark);
        return Chat.begin(chatId(number), conversation, 1, 41, request, "console", now);
    }

    private ChatId chatId(int number) {
        return new ChatId(uuid(number));
    }

    private String uuid(int number) {
        return "00000000-0000-4000-8000-%04x%08x".formatted(number, mark.hashCode());
    }

    /// Sessions of before do not name their conversation.
    private DeskSession fresh() {
        return new DeskSession(
                new DeskRef(uuid(1)),
                null,
                "desk",
                tenant(),
                DeskSession.State.OPENING,
                Map.of(),
                null,
                null,
                new DeskSession.Hold("hub-1", 1),
                now);
    }

    private DeskSession session() {
        return fresh().with("caseId", "500xx0000000001AAA")
                .with("subject", "Pedido «1»")
                .with(new DeskSession.Token(new Secret("a token of the desk"), now.plusSeconds(60)))
                .with(new DeskSession.StreamPosition("c-17", now.plusSeconds(3)))
                .become(DeskSession.State.OPEN, now.plusSeconds(2));
    }

    private MediaFile file() {
        MediaId id = new MediaId(uuid(7));
        return new MediaFile(id, "receipt.txt", "text/plain", bytes().length, now, tenant());
    }

    private static byte[] bytes() {
        return "One coat, 4,711.00 €\n".repeat(9).getBytes(UTF_8);
    }

    private Part part() {
        ConversationId conversation = ConversationId.of("web", "parts-" + mark);
        return new Part(conversation, "answer-1", 1, "f1", "{\"text\":\"second part\"}", now);
    }

    private ReplyDraft draft() {
        Agent agent = new Agent(tenant(), ANN);
        ConversationId conversation = ConversationId.of("web", "leased-" + mark);
        return new ReplyDraft(agent, conversation, "Dear Ada, about your ref", now);
    }

    private CannedReply reply() {
        return new CannedReply(
                Shelf.of(tenant()),
                "hello",
                1,
                "Greeting",
                "Hello {{customer.name}}!",
                List.of(),
                null);
    }

    private LabelList outcomes() {
        List<Label> items =
                List.of(
                        new Label(SOLVED, "Solved", "#00aa00", false),
                        new Label(new LabelId("old"), "No more", null, true));
        return new LabelList(tenant(), LabelList.Kind.OUTCOMES, 1, true, items);
    }

    private LabelList tags() {
        List<Label> items =
                TAGS.ids().stream().map(id -> new Label(id, "tag " + id, null, false)).toList();
        return new LabelList(tenant(), LabelList.Kind.TAGS, 1, false, items);
    }
}

package dev.switchboard.adapter.in.web.canned;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.canned.CannedRepliesController.View;
import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.fuzz.Fuzz;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// An imported table is replies and refused lines, and its replies are those of the table that is
/// exported of them.
class ReplyTableFuzzTest {

    private static final Shelf SHELF = Shelf.of(TenantId.DEFAULT);
    private static final Set<QueueId> QUEUES = Set.of(new QueueId("sales"), new QueueId("help"));

    @Test
    void readsTheTableThatItWrites() {
        Fuzz.of("tables of canned replies")
                .seeds(
                        "shortcut,title,text,queues,locale\r\nhi,Hello,\"Hello, {{customer.name}}\","
                                + "sales help,pt-BR\r\nbye,=Bye,See you,,\r\n",
                        "text,shortcut,title\nA text,a,A\nA text,a,A\n,b,B\n",
                        "shortcut,title,shortcut\n1,2,3\n")
                .words("sales", "es-419", "{{", "}}", "{{a}}", "'=", "\"\"", "shortcut")
                .bytes(csv -> {
                    ReplyTable table = ReplyTable.read(csv, SHELF, QUEUES);
                    List<CannedReply> replies = table.replies();
                    assertThat(table.lines().keySet())
                            .containsAll(replies.stream().map(CannedReply::shortcut).toList());
                    String written = ReplyTable.write(replies.stream().map(View::of).toList());
                    ReplyTable again = ReplyTable.read(written.getBytes(UTF_8), SHELF, QUEUES);
                    assertThat(again.replies()).isEqualTo(replies);
                    assertThat(again.refused()).isEmpty();
                    return !replies.isEmpty();
                });
    }
}

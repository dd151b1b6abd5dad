package dev.switchboard.simulators.salesforce;

import dev.switchboard.simulators.salesforce.Agent.Deed;
import java.time.Duration;

/// What may go wrong between Salesforce and a hub.
public final class Faults {

    private final Rooms rooms;
    private final SalesforceController controller;

    Faults(Rooms rooms, SalesforceController controller) {
        this.rooms = rooms;
        this.controller = controller;
    }

    /// How many lines are open.
    public int streams() {
        return rooms.streams().size();
    }

    /// Closes all lines.
    public void cut() {
        rooms.streams().forEach(EventStream::close);
    }

    /// Knows nothing more of any conversation.
    public void forgetConversations() {
        rooms.all().forEach(rooms::remove);
    }

    /// Lines that are made from now on bring nothing of what was before.
    public void forgetEvents() {
        rooms.forgetEvents();
    }

    /// Agents say something to the same users in another conversation, which is on the same lines.
    public void replyElsewhere(String text) {
        rooms.elsewhere().forEach(room -> Agent.play(new Deed(null, "reply", text, null), room));
    }

    /// An agent says something in a conversation that its user has closed: the two crossed.
    public void replyLate(String conversationId, String text) {
        Deed deed = new Deed(conversationId, "reply", text, null);
        rooms.removed().stream()
                .filter(room -> room.id().equals(conversationId))
                .forEach(room -> Agent.play(deed, room));
    }

    /// What happens next shows so much later than its time.
    public void nextIsLate(Duration by) {
        rooms.all().forEach(room -> room.nextIsLate(by));
    }

    /// Pages of entries have the newest first from now on.
    public void reversePages() {
        controller.reversePages();
    }

    /// @param life of tokens that are given from now on
    public void tokensLive(Duration life) {
        rooms.tokensLive(life);
    }

    /// Tokens of the chat are not taken any more.
    ///
    /// @param renewable whether users get another one for them
    public void expireTokens(boolean renewable) {
        rooms.expireTokens(renewable);
    }

    /// Tokens for the records are not taken any more.
    public void expireOrgTokens() {
        controller.expireOrgTokens();
    }
}

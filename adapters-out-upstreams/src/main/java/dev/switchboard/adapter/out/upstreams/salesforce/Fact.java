package dev.switchboard.adapter.out.upstreams.salesforce;

/// The names under which the facts of a session are stored.
final class Fact {

    /// The Contact of its user. It stays, whatever happens.
    static final String CONTACT = "contactId";

    /// The time of the request for a Case, kept in case the answer is lost.
    static final String CASE_ASKED = "caseAsked";

    /// The subject by which that Case is found.
    static final String SUBJECT = "subject";

    /// The Case, once it exists.
    static final String CASE = "caseId";

    /// The name of its messaging deployment at Salesforce.
    static final String DEPLOYMENT = "deployment";

    /// The attributes that choose its agents, as JSON.
    static final String ROUTING = "routing";

    /// Its conversation, which may exist from then on: the id is ours. Another one if the first was
    /// closed to us.
    static final String CONVERSATION = "conversationId";

    /// The last conversation that was created at Salesforce.
    static final String CREATED = "created";

    /// Set once the conversation has a message. The first one carries the routing; of a chat's
    /// first conversation it is the greeting.
    static final String BEGUN = "greeted";

    /// The replacement conversation whose agents do not know yet what was said before.
    static final String UNBRIEFED = "unbriefed";

    /// The replacement conversation that was not reported yet.
    static final String UNTOLD = "untold";

    /// Set once an agent has joined.
    static final String JOINED = "joined";

    /// The time at which it ended.
    static final String ENDED = "ended";

    /// Set when Salesforce knows of the end.
    static final String ENDED_THERE = "endedThere";

    private Fact() {}
}

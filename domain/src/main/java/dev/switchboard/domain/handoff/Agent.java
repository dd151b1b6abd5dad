package dev.switchboard.domain.handoff;

/// A person who answers customers, through any number of consoles.
public record Agent(TenantId tenant, AgentId id) {}

package dev.switchboard.domain.cluster;

/// Names something that one hub owns at a time, such as a conversation. The name decides the
/// partition.
public interface PartitionKey {

    /// Unique among all keys, and the same for ever. A letter says what it is: `c/` a conversation,
    /// `o/` an organisation, `d/` the desk of a tenant, `x/` a job.
    String partitionKey();
}

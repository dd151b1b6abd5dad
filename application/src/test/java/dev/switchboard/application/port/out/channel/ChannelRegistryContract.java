package dev.switchboard.application.port.out.channel;

/// The complete contract of [ChannelRegistry].
public interface ChannelRegistryContract
        extends ChannelStorageContract,
                ChannelFidelityContract,
                ChannelPagingContract,
                ChannelFilterContract,
                ChannelTextContract {}

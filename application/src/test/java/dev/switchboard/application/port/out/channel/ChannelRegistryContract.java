package dev.switchboard.application.port.out.channel;

/// Everything a [ChannelRegistry] promises.
public interface ChannelRegistryContract
        extends ChannelStorageContract,
                ChannelFidelityContract,
                ChannelPagingContract,
                ChannelFilterContract,
                ChannelTextContract {}

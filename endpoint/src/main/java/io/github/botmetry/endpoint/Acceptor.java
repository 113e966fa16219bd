package io.github.botmetry.endpoint;

import io.github.botmetry.endpoint.jetty.io.ManagedSelector;
import io.github.botmetry.endpoint.jetty.io.SocketChannelEndPoint;
import io.github.botmetry.endpoint.jetty.server.HttpConfiguration;
import io.github.botmetry.endpoint.jetty.server.HttpConnectionFactory;
import io.github.botmetry.endpoint.jetty.server.Server;
import io.github.botmetry.endpoint.jetty.server.ServerConnector;
import io.github.botmetry.guard.Guard;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Accepts a connection only when there is room for it: Jetty accepts all, and a bot may open only so many files.
 */
final class Acceptor extends ServerConnector {

    static final int MAX_HEADER_BYTES = 8 * 1024;

    private final ServerSocketChannel listening;
    private final Connections connections;
    private final Guard guard;
    private final Selector arrivals;

    /** @param guard the guard of accepting, which fails if the bot can open no more files */
    Acceptor(Server server, ServerSocketChannel listening, Connections connections, Guard guard) throws IOException {
        super(server, null, null, null, 1, 1, new HttpConnectionFactory(configuration()));
        this.listening = listening;
        this.connections = connections;
        this.guard = guard;
        this.arrivals = Selector.open();
        open(listening);
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendXPoweredBy(false);
        configuration.setRequestHeaderSize(MAX_HEADER_BYTES);
        return configuration;
    }

    /** Accepts one connection; called repeatedly by one thread. */
    @Override
    public void accept(int acceptor) throws IOException {
        if (listening.isBlocking()) {
            listening.configureBlocking(false);
            listening.register(arrivals, SelectionKey.OP_ACCEPT);
        }
        arrivals.select();
        arrivals.selectedKeys().clear();
        connections.makeRoom();
        SocketChannel accepted = listening.accept();
        guard.succeeded();
        if (accepted != null) { // its client may have left meanwhile
            accepted.configureBlocking(false);
            configure(accepted.socket());
            connections.accepted(accepted);
            getSelectorManager().accept(accepted);
        }
    }

    /** Reports a failure; Jetty tries again after a second. */
    @Override
    protected boolean handleAcceptFailure(Throwable thrown) {
        if (isRunning()) {
            guard.failed(thrown);
        }
        return super.handleAcceptFailure(thrown);
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key)
            throws IOException {
        SocketChannelEndPoint endPoint = super.newEndPoint(channel, selector, key);
        connections.opened(channel, endPoint);
        return endPoint;
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        arrivals.close();
    }
}

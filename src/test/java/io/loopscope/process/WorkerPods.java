package io.loopscope.process;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsSection;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.udp.UdpServer;

/**
 * Workers that only say they have worked, each at an address of the loopback network, all on one
 * port; and a name server for which any name stands for all of them.
 */
final class WorkerPods implements AutoCloseable {
  private final Map<String, DisposableServer> pods = new ConcurrentSkipListMap<>();
  private final Set<String> named = ConcurrentHashMap.newKeySet();
  private final Set<String> worked = ConcurrentHashMap.newKeySet();
  private final Connection names =
      UdpServer.create()
          .host("127.0.0.1")
          .port(0)
          .doOnBound(
              bound ->
                  bound
                      .addHandlerLast(new DatagramDnsQueryDecoder())
                      .addHandlerLast(new DatagramDnsResponseEncoder()))
          .handle(
              (in, out) ->
                  Flux.from(in.receiveObject())
                      .cast(DatagramDnsQuery.class)
                      .concatMap(query -> out.sendObject(answer(query))))
          .bindNow();

  /** Starts one, and adds it to what the name stands for. */
  void start(String address) {
    pods.put(
        address,
        HttpServer.create()
            .host(address)
            .port(pods.isEmpty() ? 0 : port())
            .handle((request, response) -> work(address, response))
            .bindNow());
    named.add(address);
  }

  /** Ends one at once, of which the name goes on to tell. */
  void stopButKeepItsName(String address) {
    Objects.requireNonNull(pods.remove(address)).disposeNow();
  }

  int port() {
    return pods.values().iterator().next().port();
  }

  InetSocketAddress nameServer() {
    return (InetSocketAddress) names.channel().localAddress();
  }

  Set<String> thatWorked() {
    return worked;
  }

  @Override
  public void close() {
    pods.values().forEach(DisposableServer::disposeNow);
    names.disposeNow();
  }

  private Mono<Void> work(String address, HttpServerResponse response) {
    worked.add(address);
    HttpHeaders receipt = new HttpHeaders();
    new WorkTimings("worker 7 parallel-1", 1, 2).write(receipt);
    receipt.forEach((name, values) -> response.header(name, values.getFirst()));
    return response.sendString(Mono.just("done")).then();
  }

  private DatagramDnsResponse answer(DatagramDnsQuery query) {
    DatagramDnsResponse response =
        new DatagramDnsResponse(query.recipient(), query.sender(), query.id());
    DnsQuestion question = query.recordAt(DnsSection.QUESTION);
    response.addRecord(DnsSection.QUESTION, question);
    if (question.type().equals(DnsRecordType.A)) {
      named.forEach(
          address ->
              response.addRecord(
                  DnsSection.ANSWER,
                  new DefaultDnsRawRecord(
                      question.name(),
                      DnsRecordType.A,
                      0,
                      Unpooled.wrappedBuffer(
                          new InetSocketAddress(address, 0).getAddress().getAddress()))));
    }
    return response;
  }
}

package dev.sluice.local.s3;

import dev.sluice.local.faults.Faults;
import dev.sluice.local.faults.OperationLog;
import dev.sluice.local.faults.Service;
import dev.sluice.local.http.FaultHandler;
import dev.sluice.local.http.Gateway;
import dev.sluice.local.http.LoopbackServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/// An S3 server on 127.0.0.1 whose objects are files that one can open:
/// `<directory>/<bucket>/<key>`.
///
/// Any credentials do. Requests pass a [Gateway], where faults are committed. What is set about a
/// bucket, such as its policy or lifecycle, is kept and answered, and changes nothing.
public final class LocalS3 implements AutoCloseable {
  private final LoopbackServer server;
  private final Gateway gateway;
  private final S3Proxy proxy;
  private final Path directory;

  private LocalS3(LoopbackServer server, Gateway gateway, S3Proxy proxy, Path directory) {
    this.server = server;
    this.gateway = gateway;
    this.proxy = proxy;
    this.directory = directory;
  }

  /// Starts it and returns once it answers.
  ///
  /// @param port 0 takes a free one
  /// @param directory made if missing
  /// @throws dev.sluice.local.http.PortTakenException when the port is in use
  public static LocalS3 start(int port, Path directory, Faults faults, OperationLog operations) {
    LoopbackServer server = LoopbackServer.bind(Service.S3, port, LoopbackServer.Threads.VIRTUAL);
    S3Proxy proxy = startProxy(directory);
    Gateway gateway =
        new ConditionalWrites(URI.create("http://" + LoopbackServer.HOST + ":" + proxy.getPort()));
    S3Refusals refusals = new S3Refusals();
    BucketSettings settings = new BucketSettings(refusals, gateway);
    server.serve(new FaultHandler(Service.S3, refusals, faults, operations, settings));
    return new LocalS3(server, gateway, proxy, directory);
  }

  private static S3Proxy startProxy(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + directory, e);
    }
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(directory.toString()))
            .endpoint(URI.create("http://" + LoopbackServer.HOST + ":0"))
            .awsAuthentication(AuthenticationType.NONE, null, null)
            .ignoreUnknownHeaders(true)
            .build();
    try {
      proxy.start();
    } catch (Exception e) {
      throw new IllegalStateException("cannot start the S3 server on " + directory, e);
    }
    return proxy;
  }

  public URI endpoint() {
    return server.endpoint();
  }

  /// Where the buckets are folders.
  public Path directory() {
    return directory;
  }

  @Override
  public void close() {
    server.close();
    gateway.close();
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new IllegalStateException("cannot stop the S3 server on " + directory, e);
    }
  }
}

package io.loopscope;

import java.io.FileInputStream;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What blocks the thread that does it. */
enum WayToBlock {
  SLEEP {
    @Override
    void run() throws Exception {
      Thread.sleep(1);
    }
  },
  WAIT {
    @Override
    synchronized void run() throws Exception {
      wait(1);
    }
  },
  PARK {
    @Override
    void run() throws Exception {
      LockSupport.parkNanos(1);
    }
  },
  LATCH {
    @Override
    void run() throws Exception {
      new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
    }
  },
  FILE {
    @Override
    void run() throws Exception {
      Files.readString(Path.of("pom.xml"));
    }
  },
  STREAM {
    @Override
    void run() throws Exception {
      try (InputStream file = new FileInputStream("pom.xml")) {
        file.readAllBytes();
      }
    }
  },
  ARCHIVE {
    @Override
    void run() throws Exception {
      try (RandomAccessFile file = new RandomAccessFile("pom.xml", "r")) {
        file.read(new byte[10]);
      }
    }
  },
  CONNECT {
    @Override
    void run() throws Exception {
      try (ServerSocket server = new ServerSocket(0);
          Socket socket = new Socket()) {
        socket.connect(server.getLocalSocketAddress());
      }
    }
  };

  abstract void run() throws Exception;

  void block() {
    try {
      run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}

<?php

/** @generate-class-entries */

namespace Crew;

/**
 * A prefork, event-driven socket server: a master that listens, forks and watches, and workers that serve.
 *
 *     $worker = new Worker('tcp://0.0.0.0:9800');
 *     $worker->onMessage = function ($conn, $message) { fwrite($conn, "you said $message"); };
 *     $worker->start();
 *
 * A script that writes a bare `Worker` gets this class too, unless it (or its autoloader) has a `Worker` of its own.
 *
 * Callbacks are properties. Assigning something that cannot be called is a TypeError; null takes a callback away. Callbacks about a
 * connection get it as a stream resource on raw protocols (tcp, unix) and as a Crew\Connection on protocols with messages (all others) or
 * when their first parameter is typed Crew\Connection. What a callback throws is logged with its trace and ends the connection it was
 * about; exit() ends the callback and that connection; neither ends the worker.
 *
 * Properties are untyped so that a subclass may redeclare them with values of its own; start() checks them. Methods have no return types
 * so that a subclass may override them as the notes' class has them: public function start().
 *
 * @not-serializable
 */
#[\AllowDynamicProperties]
class Worker
{
    /** @var string The address as given: scheme://host:port, scheme://[ipv6]:port, unix:///path or scheme+unix:///path; read again by start(). */
    public $addr = "";

    /** @var string A name for people to read. */
    public $name = "";

    /** @var int|null How many workers, 1 to 1024; null: one for each CPU this process may use. */
    public $workerNum = null;

    /** @var bool The mode in short: true is Mode::ReusePort, a listening socket for each worker, false is Mode::Shared, one for all. */
    public $reusePort = false;

    /** @var Mode How new connections reach the workers, a case of Crew\Mode: Shared, unless reusePort or the context's so_reuseport says else. */
    public $mode = null;

    /** @var float Seconds a worker may take to stop before it is killed. */
    public $stopTimeout = 10.0;

    /** @var int Bytes a connection may have unsent before further sends are refused; its reading pauses meanwhile. */
    public $maxSendBufferSize = 1048576;

    /** @var int Bytes of the largest message accepted, on protocols that have messages. */
    public $maxPackageSize = 10485760;

    /**
     * @var string|null A class that tells messages apart, with the methods of Crew\Protocol, on tcp:// and unix://; null: as the scheme says, for
     *                  which name:// stands for the class Protocols\Name or Crew\Protocols\Name.
     */
    public $protocol = null;

    /** @var bool|null Whether start() reads the words after the script's name (start, stop, -d ...); null: as crew.control says, which is yes. */
    public $control = null;

    /** @var string|null Path of the pid file, "" for none; null: crew.pid_file, or else one named after the script in crew.runtime_dir, or else
     *                   in /run for root, and in $XDG_RUNTIME_DIR or /tmp/crew-UID for others. */
    public $pidFile = null;

    /** @var string|null Where the log goes, appended to; null: crew.log_file, or else standard error. */
    public $logFile = null;

    /** @var string|null The lowest level that is logged: debug, info, notice, warning or error; null: crew.log_level, or else info. */
    public $logLevel = null;

    /** @var string|null Where a daemon's workers print to, appended to; null: crew.stdout_file, or else nowhere. */
    public $stdoutFile = null;

    /**
     * @var int Messages after which a worker is replaced, up to a quarter fewer for some so that they do not go together; 0: never. Here and
     *          with maxMemory and maxLifetime the new worker is ready before the old one stops accepting, and nothing is lost.
     */
    public $maxRequests = 0;

    /** @var int|string Bytes, or a size like "256M", of memory at which a worker is replaced: PHP's or the process's own; 0: never. */
    public $maxMemory = 0;

    /** @var float Seconds after which a worker is replaced, up to a quarter sooner for some; 0: never. */
    public $maxLifetime = 0.0;

    /** @var int Connections a worker has at most; who comes then waits, for this worker or another; 0: no limit. */
    public $maxConnections = 0;

    /** @var int On http://: bytes of a request line at most; a longer one is answered by 414. */
    public $maxRequestLineSize = 8192;

    /** @var int On http://: bytes of a request's line and headers at most; more are answered by 431. */
    public $maxHeaderSize = 32768;

    /** @var int On http://: headers of a request at most, up to 256; more are answered by 431. */
    public $maxHeaderCount = 100;

    /** @var float On http://: seconds from the first byte of a request to the end of its headers; then 408. 0: for ever. */
    public $headerTimeout = 30.0;

    /** @var float On http://: seconds between two pieces of a body; then 408. 0: for ever. */
    public $bodyTimeout = 60.0;

    /** @var float On http://: seconds that a connection may stay without a request. 0: for ever. */
    public $keepAliveTimeout = 75.0;

    /** @var float On http://: seconds within which a request is to be answered; then it is, by 503. 0: for ever. */
    public $responseTimeout = 60.0;

    /**
     * @var int|string On http://: bytes of an upload (multipart/form-data) at most, or a size like "128M". Larger ones than 64 KiB go to temporary files as they
     *     come; maxPackageSize is for the fields among them, together, and for all other bodies.
     */
    public $maxUploadSize = 134217728;

    /**
     * @var string|null On http://: a folder whose files are served to GET and HEAD; what is not there goes to onMessage. Symbolic links are followed as long
     *     as they lead to something in that folder; names that begin with a dot are not served, but for .well-known.
     */
    public $documentRoot = null;

    /** @var float Seconds without a byte either way after which a connection is ended, up to an eighth more; 0: never. */
    public $idleTimeout = 0.0;

    /**
     * @var float Seconds a callback about a connection may run; then it is logged with its backtrace, and callbackTimeoutAction says what
     *            else becomes of it; 0: any time.
     */
    public $callbackTimeout = 0.0;

    /**
     * @var string "replace": when it runs on for three times callbackTimeout its worker is killed, and another takes the place; "throw": a
     *             Crew\TimeoutException is thrown into it first; "log": nothing else.
     */
    public $callbackTimeoutAction = "replace";

    /** @var string|null Who workers run as, with that user's groups; the master, which must be root, stays who it is. */
    public $user = null;

    /** @var string|null The group workers run as, instead of the user's own. */
    public $group = null;

    /** @var bool|array True keeps each worker on a CPU of its own, as far as there are enough; a list says which CPUs, one after the other. */
    public $cpuAffinity = false;

    /**
     * @var string Where the master serves /metrics for Prometheus, /livez and /readyz over HTTP: "127.0.0.1:9100". When it is empty the INI
     *             setting crew.metrics says; nowhere when that is empty, too.
     */
    public $metrics = "";

    /**
     * @var array This worker's live connections, each as callbacks get it: streams by (int)$conn, objects by $conn->id. Read-only; made
     *            when first asked for and kept up to date from then on.
     */
    public $allSocket = [];

    /** @var int|null In a worker: its number, from 0; a replacement has the number of the one it replaces. Null in the master. */
    public $id = null;

    /** @var string|null The address that is listened on, "127.0.0.1:9800", once start() has opened it: the way to learn a port 0. */
    public $localAddress = null;

    /** @var callable|null function ($conn): a peer was accepted. */
    public $onConnect = null;

    /** @var callable|null function ($conn, $message): bytes came (raw), or one whole message: a string, or what decode() of $protocol made. */
    public $onMessage = null;

    /**
     * @var callable|null On http://: function ($conn, Crew\Http\Request $request, $stream): a body is coming. Called whenever there is more of it to be read from
     *     $stream, which is a stream resource, and once more when feof($stream) is true; onMessage follows, unless the request has been answered by
     *     then. What is not read is kept, up to 256 KiB; then the peer waits. Such bodies may have any length.
     */
    public $onBody = null;

    /** @var callable|null function ($conn): it is over, whoever ended it; called once for each connection. */
    public $onClose = null;

    /** @var callable|null function ($conn, int $code, string $text): something was refused; the codes are Crew\Connection's ERROR_* constants. */
    public $onError = null;

    /** @var callable|null function ($conn): its unsent bytes reached maxSendBufferSize. */
    public $onBufferFull = null;

    /** @var callable|null function ($conn): all of them have left, after onBufferFull. */
    public $onBufferDrain = null;

    /** @var callable|null function ($worker): in a new worker, before it serves. What it throws ends the worker. */
    public $onWorkerStart = null;

    /** @var callable|null function ($worker): in a worker, after its last connection. */
    public $onWorkerStop = null;

    /** @var callable|null Kept for the notes' demo3; not called yet. */
    public $onTask = null;

    /**
     * @param array|resource|null $context Stream context options, as an array or from stream_context_create(). Known in its "socket" part:
     *                                     backlog, so_reuseport, tcp_nodelay, ipv6_v6only, so_keepalive, tcp_keepidle,
     *                                     tcp_keepintvl, tcp_keepcnt; others are left alone. Its "frame" part tells messages apart on tcp:// and
     *                                     unix://: ['delimiter' => "\r\n"], or ['length' => ['size' => 4]] with endian, offset, adjust,
     *                                     inclusive and header; see docs/framing.md.
     *
     * @throws AddressException when the address cannot be understood
     * @throws OptionException when an option is out of its range, or a protocol's class cannot serve as one
     */
    public function __construct(string $address, $context = null) {}

    /**
     * Opens the listening sockets, forks the workers and watches over them until they are stopped. Returns in the master after the
     * stop; never returns in a worker. Only for the command line.
     *
     * The words after the script's name are a command: [start] [-d], stop, restart, reload, status, connections; --help tells more. All but
     * starting concern a server of this script that runs already, and end the script. With -d the script goes on as a daemon, and its caller
     * comes back when the workers serve. What follows a "--" is the script's own; $control = false leaves everything to the script.
     *
     * @throws BindException when the address cannot be listened on
     * @throws OptionException when a property has a value that cannot be used
     * @throws Exception when it was started already, not from the command line, or the system refuses
     *
     * @return void
     */
    public function start() {}

    /**
     * Calls $callback($signo, $worker) for each time the signal comes, from the loop, also while the process is idle; queued real-time signals
     * (SIGRTMIN + n) are not lost. Named before start(): in the master and in every worker, whichever the signal is sent to ($worker->id is
     * null in the master); while its callback runs the master looks after nothing else. Named in onWorkerStart or later: in that process. null ends it.
     *
     * @throws OptionException when the signal is one that the engine uses itself, or one that cannot be caught
     *
     * @return void
     */
    public function onSignal(int $signo, ?callable $callback) {}

    /**
     * From within a worker: asks the master to stop everything gracefully.
     *
     * @throws Exception when it is not running
     *
     * @return void
     */
    public function stop() {}

    /**
     * From within a worker: asks the master to replace every worker, each only after its successor is ready.
     *
     * @throws Exception when it is not running
     *
     * @return void
     */
    public function reload() {}
}

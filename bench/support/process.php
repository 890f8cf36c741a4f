<?php

declare(strict_types=1);

// Starting, finding, weighing and ending processes with nothing but proc_open and /proc: the runner
// has to work on a PHP without pcntl and posix. Whatever is started here is ended here, by its id.

/** The command on one CPU, or on a list as taskset has it, told to end should the runner be killed; its process id stays. */
function pinned(array $command, int|string $cpus): array
{
    return ['setpriv', '--pdeathsig', 'TERM', 'taskset', '-c', (string) $cpus, ...$command];
}

/** What the process and the processes it started cost and hold, read from /proc. */
final class ProcessTable
{
    /** @return int[] the process itself and all its descendants */
    public static function family(int $pid): array
    {
        $family = [$pid];
        $children = @file_get_contents("/proc/$pid/task/$pid/children");
        foreach (preg_split('/\s+/', (string) $children, -1, PREG_SPLIT_NO_EMPTY) as $child) {
            $family = array_merge($family, self::family((int) $child));
        }
        return $family;
    }

    /** @param int[] $pids; proportional set size in bytes: a shared page counts once in all */
    public static function memory(array $pids): int
    {
        $bytes = 0;
        foreach ($pids as $pid) {
            $rollup = (string) @file_get_contents("/proc/$pid/smaps_rollup");
            if (!preg_match('/^Pss:\s+(\d+) kB/m', $rollup, $match)) {
                throw new RuntimeException("cannot read the memory of process $pid");
            }
            $bytes += 1024 * (int) $match[1];
        }
        return $bytes;
    }

    /** @param int[] $pids; open descriptors, all processes together */
    public static function descriptors(array $pids): int
    {
        $count = 0;
        foreach ($pids as $pid) {
            $count += count(@scandir("/proc/$pid/fd") ?: []);
        }
        return $count;
    }

    /** @param int[] $pids; the most memory each ever had resident, in bytes, added up */
    public static function peak(array $pids): int
    {
        $bytes = 0;
        foreach ($pids as $pid) {
            $status = (string) @file_get_contents("/proc/$pid/status");
            if (!preg_match('/^VmHWM:\s+(\d+) kB/m', $status, $match)) {
                throw new RuntimeException("cannot read the memory of process $pid");
            }
            $bytes += 1024 * (int) $match[1];
        }
        return $bytes;
    }

    public static function alive(int $pid): bool
    {
        $stat = @file_get_contents("/proc/$pid/stat");
        return $stat !== false && !preg_match('/\) [ZX] /', $stat);
    }

    public static function descriptorLimit(): int
    {
        $limits = (string) file_get_contents('/proc/self/limits');
        preg_match('/^Max open files\s+(\d+)/m', $limits, $match);
        return (int) ($match[1] ?? 0);
    }
}

/** A server under measurement, started on a free loopback port and pinned to one CPU. */
final class ServerProcess
{
    private const START_SECONDS = 20;
    private const STOP_SECONDS = 15; // longer than a server may give its own workers

    /** @var int[] */
    public readonly array $pids;

    private function __construct(
        private mixed $process,
        public readonly int $port,
        private string $log,
    ) {
    }

    /** @param callable(int): string[] $command gives the command line for a port */
    public static function start(callable $command, int|string $cpus, string $log): self
    {
        $port = self::freePort();
        $line = pinned($command($port), $cpus);
        $files = [['file', '/dev/null', 'r'], ['file', $log, 'w'], ['file', $log, 'a']];
        $process = proc_open($line, $files, $pipes);
        if ($process === false) {
            throw new RuntimeException('cannot start ' . implode(' ', $line));
        }
        $server = new self($process, $port, $log);
        try {
            $server->waitUntilItAnswers();
        } catch (RuntimeException $e) {
            $server->stop();
            throw $e;
        }
        return $server;
    }

    /** Ends the server with SIGTERM. @return ?string what was not in order, null when all was */
    public function stop(): ?string
    {
        $status = proc_get_status($this->process);
        $ended = !$status['running'];
        // A worker may have been replaced since the start: those of then and those of now.
        $pids = array_unique([...$this->pids ?? [], ...ProcessTable::family($status['pid'])]);
        if (!$ended) {
            proc_terminate($this->process, 15);
            $status = $this->waitForEnd();
        }
        $left = array_filter($pids, ProcessTable::alive(...));
        foreach ($left as $pid) {
            exec('kill -9 ' . (int) $pid);
        }
        proc_close($this->process);
        if ($ended) {
            return $this->withLog('it had ended by itself');
        }
        if ($left) {
            return $this->withLog('SIGTERM left processes behind: ' . implode(' ', $left));
        }
        if ($status['signaled'] || $status['exitcode'] !== 0) {
            ['signaled' => $killed, 'termsig' => $signal, 'exitcode' => $code] = $status;
            $how = $killed ? "signal $signal" : "exit code $code";
            return $this->withLog("SIGTERM ended it with $how instead of 0");
        }
        return null;
    }

    /** @return int[] the processes it has now */
    public function family(): array
    {
        return ProcessTable::family(proc_get_status($this->process)['pid']);
    }

    public static function freePort(): int
    {
        $probe = stream_socket_server('tcp://127.0.0.1:0');
        $name = stream_socket_get_name($probe, false);
        fclose($probe);
        return (int) substr($name, strrpos($name, ':') + 1);
    }

    /** Accepting is not enough: a master's socket accepts before there is a worker to answer. */
    private function waitUntilItAnswers(): void
    {
        $deadline = microtime(true) + self::START_SECONDS;
        while (microtime(true) < $deadline) {
            $status = proc_get_status($this->process);
            if (!$status['running']) {
                $how = $this->withLog("it ended with exit code {$status['exitcode']}");
                throw new RuntimeException($how);
            }
            if ($this->answers()) {
                $this->pids = ProcessTable::family($status['pid']);
                return;
            }
            usleep(20_000);
        }
        $how = $this->withLog('no answer within ' . self::START_SECONDS . ' s');
        throw new RuntimeException($how);
    }

    private function answers(): bool
    {
        $socket = @stream_socket_client("tcp://127.0.0.1:$this->port", $errno, $error, 0.5);
        if (!$socket) {
            return false;
        }
        stream_set_timeout($socket, 0, 500_000);
        // A request over HTTP, for those that speak nothing else; to the others it is bytes.
        $headers = "Host: 127.0.0.1\r\nCookie: session=0\r\nConnection: close\r\n";
        fwrite($socket, "GET / HTTP/1.1\r\n$headers\r\n");
        $answer = fread($socket, 1);
        fclose($socket);
        return $answer !== false && $answer !== '';
    }

    private function waitForEnd(): array
    {
        $deadline = microtime(true) + self::STOP_SECONDS;
        do {
            $status = proc_get_status($this->process);
            if (!$status['running']) {
                break;
            }
            usleep(10_000);
        } while (microtime(true) < $deadline);
        return $status;
    }

    private function withLog(string $problem): string
    {
        $tail = array_slice(file($this->log, FILE_IGNORE_NEW_LINES) ?: [], -5);
        return $problem . ($tail ? "; it said:\n    " . implode("\n    ", $tail) : '');
    }
}

/** A command that runs to its end (or, for idle connections, until it is told to). */
final class Tool
{
    private array $pipes = [];
    private mixed $process;

    /** @param string[] $command */
    public function __construct(array $command, int $cpu)
    {
        $line = pinned($command, $cpu);
        $this->process = proc_open($line, [['pipe', 'r'], ['pipe', 'w'], STDERR], $this->pipes);
        if ($this->process === false) {
            throw new RuntimeException('cannot start ' . implode(' ', $line));
        }
    }

    public function line(): string
    {
        return trim((string) fgets($this->pipes[1]));
    }

    /** Calls back, at short intervals, until the command has ended. */
    public function watch(callable $look, int $microseconds): void
    {
        while (proc_get_status($this->process)['running']) {
            $look();
            usleep($microseconds);
        }
    }

    /** Closes its stdin and returns the rest of what it says. */
    public function finish(): string
    {
        fclose($this->pipes[0]);
        $output = stream_get_contents($this->pipes[1]);
        fclose($this->pipes[1]);
        proc_close($this->process);
        return $output;
    }
}

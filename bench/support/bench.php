<?php

declare(strict_types=1);

// The workloads and how they are taken: every round measures each server once, on a process started
// for it, so that whatever else the machine does hits all servers alike.

const SERVER_CPU = 0;
const GENERATOR_CPU = 1;
const DEFAULT_RUNS = 3;
const SHORT_REQUEST = 'GET /################ HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n\r\n';

// Sixteen of them and their answers fit into one packet each on the way.
const PIPELINED_REQUEST = 'GET /################ HTTP/1.1\r\nHost: localhost\r\n\r\n';

// As the generator's own request, with the word that ends the connection.
const CLOSING_REQUEST = 'GET /articles/latest?page=################ HTTP/1.1\r\n'
    . 'Host: 127.0.0.1\r\nAccept: */*\r\nConnection: close\r\n\r\n';

const UPLOAD_BYTES = 1 << 30;

// With 'together' the generator shares the server's CPU and sleeps while the server works; with
// 'requests' the load is request texts and not just bytes; 'wrk' is what wrk can do as well.
const WORKLOADS = [
    'demo3-64' => [
        'handler' => 'demo3', 'load' => ['--connections', '64'], 'requests' => true, 'wrk' => 64,
    ],
    'demo3-1000' => [
        'handler' => 'demo3', 'load' => ['--connections', '1000'], 'requests' => true,
        'wrk' => 1000,
    ],
    'echo-64k' => [
        'handler' => 'echo', 'load' => ['--echo', '65536', '--connections', '8'],
    ],
    'echo-1m' => [
        'handler' => 'echo', 'load' => ['--echo', '1048576', '--connections', '8'], 'runs' => 7,
    ],
    'churn' => [
        'handler' => 'close', 'load' => ['--churn', '--connections', '64'], 'requests' => true,
        'together' => true,
    ],
    'latency' => [
        'handler' => 'demo3', 'load' => ['--connections', '1'], 'requests' => true,
        'together' => true,
    ],
    // The generator's request is browser-sized when it is given none.
    'http-hello' => ['handler' => 'http-hello', 'load' => ['--connections', '64']],
    'http-read' => ['handler' => 'http-read', 'load' => ['--connections', '64']],
    'http-pipelined' => [
        'handler' => 'http-hello',
        'load' => [
            '--connections', '64', '--pipeline', '16', '--request', PIPELINED_REQUEST,
        ],
    ],
    'http-close' => [
        'handler' => 'http-close',
        'load' => ['--churn', '--connections', '64', '--request', CLOSING_REQUEST],
        'together' => true,
    ],
    'http-upload' => [],
    'memory' => [],
];

// never-seen: PHP has not heard of the connections. touched: onMessage ran once for each.
// stream: onConnect was given each as a stream and kept none. http: one browser-sized request was
// answered on each, and it stays open for the next.
const MEMORY_VARIANTS = [
    'never-seen' => ['handler' => 'idle', 'touch' => false],
    'touched' => ['handler' => 'idle', 'touch' => true],
    'stream' => ['handler' => 'idle-stream', 'touch' => false],
    'http' => ['handler' => 'http-idle', 'touch' => true],
];

final class Bench
{
    private const IDLE_CONNECTIONS = 10_000;
    private const SPARE_DESCRIPTORS = 200;
    private const UPLOAD_LOOK = 20_000; // microseconds between two looks at the server's memory

    /** @var string[] everything that went wrong */
    public array $problems = [];

    public function __construct(private array $settings)
    {
    }

    /** @return array<string, array[]> server => what the generator found in each round */
    public function workload(string $name): array
    {
        $workload = WORKLOADS[$name] + ['together' => false, 'requests' => false, 'wrk' => 0];
        $cpu = $workload['together'] ? SERVER_CPU : GENERATOR_CPU;
        $load = [BUILD . '/load', '--seconds', (string) $this->settings['seconds']];
        array_push($load, ...$workload['load']);
        if ($workload['together']) {
            $load[] = '--block';
        }
        if ($workload['requests'] && $this->settings['request'] === 'short') {
            array_push($load, '--request', SHORT_REQUEST);
        }
        $measure = function (ServerProcess $server) use ($load, $cpu, $workload): array {
            $pids = implode(',', $server->pids);
            $tool = new Tool([...$load, '--port', (string) $server->port, '--pids', $pids], $cpu);
            $result = $this->decode($tool->finish());
            if ($this->settings['wrk'] && $workload['wrk'] > 0) {
                $result['wrk_per_second'] = $this->wrk($server->port, $workload['wrk']);
            }
            return $result;
        };
        $runs = $workload['runs'] ?? DEFAULT_RUNS;
        return $this->rounds($name, $workload['handler'], $runs, $measure);
    }

    /** @return array<string, array<string, array[]>> variant => server => of each round */
    public function memory(): array
    {
        $results = [];
        foreach (MEMORY_VARIANTS as $variant => ['handler' => $handler, 'touch' => $touch]) {
            $weigh = fn (ServerProcess $server): array => $this->weigh($server, $touch);
            $results[$variant] = $this->rounds("memory $variant", $handler, DEFAULT_RUNS, $weigh);
        }
        return $results;
    }

    /** @return array<string, array[]> server => of each round */
    public function upload(): array
    {
        return $this->rounds('http-upload', 'http-upload', DEFAULT_RUNS, $this->weighUpload(...));
    }

    /** What demo3's handler costs PHP without a server, in microseconds a call. */
    public function handlerAlone(): float
    {
        $command = [PHP_BINARY, ...($this->settings['jit'] ? JIT : []), 'bench/support/handler.php'];
        return (float) (new Tool($command, SERVER_CPU))->finish();
    }

    /** 10,000, or what the limit of open files leaves. */
    public function idleConnections(): int
    {
        $possible = ProcessTable::descriptorLimit() - self::SPARE_DESCRIPTORS;
        return max(1, min(self::IDLE_CONNECTIONS, $possible));
    }

    /** @param callable(ServerProcess): array $measure */
    private function rounds(string $name, string $handler, int $runs, callable $measure): array
    {
        $results = [];
        $runs = $this->settings['runs'] ?? $runs;
        for ($run = 1; $run <= $runs; $run++) {
            foreach ($this->settings['servers'] as $server) {
                $command = serverCommand($server, $handler, $this->settings['jit']);
                if ($command === null) {
                    continue;
                }
                $this->progress("$name, round $run of $runs: $server");
                try {
                    $results[$server][] = $this->once("$server-$handler", $command, $measure);
                } catch (RuntimeException $e) {
                    $this->problems[] = "$name, $server: " . $e->getMessage();
                }
            }
        }
        $this->progress('');
        return $results;
    }

    private function once(string $name, callable $command, callable $measure): array
    {
        $server = ServerProcess::start($command, SERVER_CPU, BUILD . "/logs/$name.log");
        try {
            return $measure($server);
        } finally {
            $problem = $server->stop();
            if ($problem !== null) {
                $this->problems[] = "$name: $problem";
            }
        }
    }

    private function decode(string $output): array
    {
        $result = json_decode($output, true);
        if (!is_array($result)) {
            throw new RuntimeException('the load generator gave no result');
        }
        if ($result['error_total'] > 0) {
            $errors = array_filter($result['errors']);
            throw new RuntimeException('errors: ' . http_build_query($errors, '', ', '));
        }
        return $result;
    }

    private function weigh(ServerProcess $server, bool $touch): array
    {
        $connections = $this->idleConnections();
        $this->settle();
        $start = ProcessTable::memory($server->pids);
        $descriptors = ProcessTable::descriptors($server->pids);
        $open = fn (): int => ProcessTable::descriptors($server->pids) - $descriptors;

        $load = [BUILD . '/load', '--idle', (string) $connections, ...($touch ? ['--touch'] : [])];
        $tool = new Tool([...$load, '--port', (string) $server->port], GENERATOR_CPU);
        $accepted = $tool->line() === "idle $connections"
            && $this->await(fn () => $open() >= $connections);
        $this->settle();
        $full = ProcessTable::memory($server->pids);
        $this->decode($tool->finish());
        if (!$accepted) {
            throw new RuntimeException('the server did not accept all connections');
        }
        if (!$this->await(fn () => $open() <= 0)) {
            throw new RuntimeException('the server did not close all connections');
        }
        $this->settle();
        return [
            'start_bytes' => $start,
            'per_connection_bytes' => ($full - $start) / $connections,
            'after_close_bytes' => ProcessTable::memory($server->pids) - $start,
        ];
    }

    /** One upload, and what the server's processes held meanwhile. */
    private function weighUpload(ServerProcess $server): array
    {
        $load = [BUILD . '/load', '--port', (string) $server->port];
        $pids = ['--pids', implode(',', $server->pids)];
        // A small one first: code that is read in once is no growth, but the room for pieces is.
        $first = new Tool([...$load, '--upload', '4096'], GENERATOR_CPU);
        $this->decode($first->finish());
        $this->settle();
        $most = $start = ProcessTable::memory($server->pids);
        $peak = ProcessTable::peak($server->pids);

        $upload = [...$load, '--upload', (string) UPLOAD_BYTES, ...$pids];
        $tool = new Tool($upload, GENERATOR_CPU);
        $tool->watch(function () use ($server, &$most): void {
            $most = max($most, ProcessTable::memory($server->pids));
        }, self::UPLOAD_LOOK);
        $result = $this->decode($tool->finish());
        $peak = ProcessTable::peak($server->pids) - $peak;
        $this->settle();
        return $result + [
            'start_bytes' => $start,
            'growth_bytes' => $most - $start,
            'peak_growth_bytes' => $peak,
            'after_bytes' => ProcessTable::memory($server->pids) - $start,
        ];
    }

    /** Lets a server finish what it does after the last event it was seen to handle. */
    private function settle(): void
    {
        usleep(300_000);
    }

    private function await(callable $condition): bool
    {
        $deadline = microtime(true) + 10;
        while (!$condition()) {
            if (microtime(true) > $deadline) {
                return false;
            }
            usleep(50_000);
        }
        return true;
    }

    private function wrk(int $port, int $connections): ?float
    {
        $seconds = max(1, (int) ceil($this->settings['seconds']));
        $url = "http://127.0.0.1:$port/";
        $tool = new Tool(['wrk', '-t1', "-c$connections", "-d{$seconds}s", $url], GENERATOR_CPU);
        $output = $tool->finish();
        if (preg_match('/Socket errors:.*|Non-2xx.*/', $output, $match)) {
            $this->problems[] = 'wrk: ' . trim($match[0]);
        }
        preg_match('/Requests\/sec:\s+([\d.]+)/', $output, $match);
        return isset($match[1]) ? (float) $match[1] : null;
    }

    private function progress(string $text): void
    {
        if (stream_isatty(STDERR)) {
            fwrite(STDERR, "\r\033[K$text");
        }
    }
}

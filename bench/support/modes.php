<?php

declare(strict_types=1);

// One measurement of a working mode, and all of them in rounds.

const MODES = ['reuse-port', 'shared', 'dispatch'];

const KINDS = [
    'short' => ['load' => ['--churn', '--connections', '64'], 'unit' => 'connections'],
    'long' => ['load' => ['--connections', '200'], 'unit' => 'requests'],
];

const STATES = ['free' => 'all free', 'stuck' => 'one stuck'];

const MODES_REQUEST = 'GET /################ HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n\r\n';

final class ModesBench
{
    /** @var string[] everything that went wrong */
    public array $problems = [];

    public function __construct(private array $settings)
    {
    }

    /** @return array<string, array[]> "kind state workers mode" => what was found in each round */
    public function rounds(): array
    {
        $found = [];
        for ($run = 0; $run < $this->settings['runs']; $run++) {
            foreach ($this->cases() as [$kind, $state, $workers, $mode]) {
                $name = "$kind $state $workers $mode";
                $this->progress('round ' . ($run + 1) . ": $name");
                $found[$name][] = $this->measure($kind, $state, $workers, $mode, $name);
            }
        }
        $this->progress('');
        return $found;
    }

    /** Modes innermost: what is compared is measured right after one another. */
    private function cases(): iterable
    {
        foreach ($this->settings['kinds'] as $kind) {
            foreach ($this->settings['states'] as $state) {
                foreach ($this->settings['workers'] as $workers) {
                    foreach ($this->settings['modes'] as $mode) {
                        yield [$kind, $state, $workers, $mode];
                    }
                }
            }
        }
    }

    private function measure(string $kind, string $state, int $workers, string $mode, string $name): array
    {
        $metrics = ServerProcess::freePort();
        $command = fn (int $port): array => ['scripts/php', ...JIT, 'bench/servers/mode.php', (string) $port,
            (string) $metrics, $mode, (string) $workers, $kind];
        $server = ServerProcess::start($command, $this->settings['server_cpus'], BUILD . "/logs/modes.log");
        $this->waitUntilReady($metrics);
        $sticker = $state === 'stuck' ? $this->stick($server->port) : null;
        $before = $this->accepted($metrics);
        $result = $this->load($kind, $server);
        $after = $this->accepted($metrics);
        $sticker?->finish();
        foreach (array_filter([$server->stop(), $result['error_total'] > 0 ? "$result[error_total] errors" : null]) as $problem) {
            $this->problems[] = "$name: $problem";
        }
        $shares = array_map(fn (int $now, int $then): int => $now - $then, $after, $before);
        return $result + ['shares' => $shares];
    }

    private function stick(int $port): Tool
    {
        $tool = new Tool([PHP_BINARY, 'bench/support/sticker.php', (string) $port], $this->settings['load_cpu']);
        if ($tool->line() !== 'sticking') {
            throw new RuntimeException('no worker could be made to stick');
        }
        return $tool;
    }

    private function load(string $kind, ServerProcess $server): array
    {
        $line = [BUILD . '/load', '--port', (string) $server->port, ...KINDS[$kind]['load'],
            '--request', MODES_REQUEST, '--seconds', (string) $this->settings['seconds'],
            '--pids', implode(',', $server->family())];
        return json_decode((new Tool($line, $this->settings['load_cpu']))->finish(), true, 8, JSON_THROW_ON_ERROR);
    }

    private function waitUntilReady(int $metrics): void
    {
        $deadline = microtime(true) + 10;
        while (@file_get_contents("http://127.0.0.1:$metrics/readyz") === false) {
            if (microtime(true) > $deadline) {
                throw new RuntimeException('the server does not get ready');
            }
            usleep(10_000);
        }
    }

    /** @return int[] how many connections each worker has accepted */
    private function accepted(int $metrics): array
    {
        $text = (string) file_get_contents("http://127.0.0.1:$metrics/metrics");
        preg_match_all('/^crew_connections_accepted(?:_total)?\{worker="\d+"\} (\d+)$/m', $text, $found);
        return array_map('intval', $found[1]);
    }

    private function progress(string $text): void
    {
        if (stream_isatty(STDERR)) {
            fwrite(STDERR, "\r\033[K$text");
        }
    }
}

/** @return array<string, float> the medians of one case; `base`: CPU an operation of the runs compared with */
function summarizeMode(array $runs, ?array $base): array
{
    $cpu = cpuOfRuns($runs);
    $ideal = fn (array $run): float => array_sum($run['shares']) / max(1, count($run['shares']));
    $share = fn (callable $which): float =>
        median(array_map(fn (array $run): float => $ideal($run) > 0 ? 100 * $which($run['shares']) / $ideal($run) : NAN, $runs));
    return [
        'per_second' => median(array_column($runs, 'per_second')),
        'p50_ms' => median(array_column($runs, 'p50_us')) / 1e3,
        'p99_ms' => median(array_column($runs, 'p99_us')) / 1e3,
        'cpu_us' => median($cpu),
        'cpu_ratio' => pairedRatio($cpu, $base ?? []) ?? NAN,
        'least' => $share(min(...)),
        'most' => $share(max(...)),
    ];
}

--TEST--
systemd is told: ready, reloading, alive, another main process after an upgrade, stopping; on a path and on an abstract socket
--EXTENSIONS--
crew
sockets
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_without_proc.inc';
require __DIR__ . '/../support/skip_under_valgrind.inc';
?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

foreach (["\0crew-test-" . getmypid(), crew_folder() . '/notify'] as $name) {
    $socket = socket_create(AF_UNIX, SOCK_DGRAM, 0);
    socket_bind($socket, $name);
    socket_set_nonblock($socket);
    $heard = '';
    /* Waits until this was said, and returns it. */
    $said = function (string $pattern) use ($socket, &$heard) {
        return wait_for(function () use ($socket, &$heard, $pattern) {
            while (@socket_recv($socket, $text, 4096, 0)) {
                $heard .= "$text\n";
            }
            if (!preg_match($pattern, $heard, $match, PREG_OFFSET_CAPTURE)) {
                return false;
            }
            $heard = substr($heard, $match[0][1] + strlen($match[0][0]));
            return $match[1][0] ?? $match[0][0];
        }, 10, fn () => "$pattern in: $heard");
    };
    putenv('NOTIFY_SOCKET=' . str_replace("\0", '@', $name));
    putenv('WATCHDOG_USEC=200000');

    $server = crew_start(<<<'PHP'
        $worker = new Crew\Worker('text://127.0.0.1:0');
        $worker->workerNum = 2;
        $worker->start();
        PHP);
    echo preg_replace('/127\S+/', 'ADDRESS', $said('/READY=1\nSTATUS=.*/')), "\n";
    echo $said('/WATCHDOG=1/'), ' ', $said('/WATCHDOG=1/'), "\n";
    $server->signal(SIGUSR1);
    $usec = (int)$said('/RELOADING=1\nMONOTONIC_USEC=(\d+)\n/');
    echo abs(hrtime(true) / 1000 - $usec) < 20e6 ? "reloading now\n" : "reloading at $usec\n";
    echo $said('/READY=1/'), "\n";
    $master = upgrade($server, $server->pid);
    echo (int)$said('/MAINPID=(\d+)\nREADY=1/') === $master ? "another main process\n" : "a wrong one\n";
    $server->wait();
    stop_master($server, $master);
    echo $said('/STOPPING=1/'), "\n";
}
?>
--EXPECT--
READY=1
STATUS=serving on text://ADDRESS with 2 workers
WATCHDOG=1 WATCHDOG=1
reloading now
READY=1
another main process
STOPPING=1
READY=1
STATUS=serving on text://ADDRESS with 2 workers
WATCHDOG=1 WATCHDOG=1
reloading now
READY=1
another main process
STOPPING=1

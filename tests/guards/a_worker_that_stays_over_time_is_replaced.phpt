--TEST--
A callback that catches everything, or is stuck in a C function: its worker is killed, the log says why, and another serves who waits
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

foreach (['throw', 'replace'] as $action) {
    $server = crew_start(sprintf(<<<'PHP'
        $worker = new Crew\Worker('text://127.0.0.1:0');
        $worker->workerNum = 1;
        $worker->callbackTimeout = 0.2;
        $worker->callbackTimeoutAction = '%s';
        $worker->onWorkerStart = function () { usleep(500_000); }; /* which may take its time */
        $worker->onMessage = function ($conn, $message) {
            echo "$message\n";
            while ($message === 'stubborn') {
                try {
                    while (true) {
                        strlen('x');
                    }
                } catch (Throwable) {
                }
            }
            if ($message === 'stuck') {
                $pipe = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
                fread($pipe[0], 1);
            }
            $conn->send($message);
        };
        $worker->start();
        PHP, $action));
    foreach (['stubborn', 'stuck'] as $i => $message) {
        $victim = $server->connect();
        fwrite($victim, "$message\n");
        $server->wait_for_output("$message\n"); /* or the other would be accepted together with it, and lost */
        $next = $server->connect();
        fwrite($next, "after one that is $message\n");
        echo var_export(@fgets($victim), true), ' ', fgets($next);
        fclose($next);
    }
    $log = $server->stop();
    echo preg_match_all('/\[master\] warning: worker 0 \(pid N\) has been in one callback for 0\.[67]\d? s \(callbackTimeout is 0\.2 s\), killing it/', $log),
        ' ', preg_match_all('/\[master\] warning: worker 0 \(pid N\) was killed by signal 9 \(Killed\); replacing it/', $log),
        ' ', substr_count($log, 'has been running for more than 0.2 s') >= 1 ? 'logged' : $log, "\n";
}
?>
--EXPECT--
false after one that is stubborn
false after one that is stuck
2 2 logged
false after one that is stubborn
false after one that is stuck
2 2 logged

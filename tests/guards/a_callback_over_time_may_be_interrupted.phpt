--TEST--
callbackTimeoutAction = "throw": Crew\TimeoutException ends the callback, or is caught by it, in a loop, in a sleep, with and without JIT
--EXTENSIONS--
crew
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_under_valgrind.inc';
if (!extension_loaded('Zend OPcache') && !is_file(ini_get('extension_dir') . '/opcache.so')) {
    die('skip needs opcache');
}
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$load_it = extension_loaded('Zend OPcache') ? [] : ['zend_extension' => 'opcache'];
foreach (['disable', 'tracing', 'function'] as $jit) {
    $server = crew_start(<<<'PHP'
        $worker = new Crew\Worker('text://127.0.0.1:0');
        $worker->workerNum = 1;
        $worker->callbackTimeout = 0.25;
        $worker->callbackTimeoutAction = 'throw';
        function spin() {
            for ($i = 0; true; $i++) {
            }
        }
        $worker->onMessage = function ($conn, $message) {
            if ($message === 'pid') {
                $conn->send((string)getmypid());
                return;
            }
            try {
                $message === 'sleep' ? sleep(60) : spin();
                for ($i = 0; $i < 100; $i++) {
                    strlen((string)$i);
                }
            } catch (Crew\TimeoutException $e) {
                if ($message !== 'uncaught') {
                    $conn->send("$message: caught: " . $e->getMessage());
                    return;
                }
                throw $e;
            }
        };
        $worker->start();
        PHP, $load_it + ['opcache.enable_cli' => '1', 'opcache.jit_buffer_size' => '16M', 'opcache.jit' => $jit]);
    $client = $server->connect();
    fwrite($client, "pid\n");
    $pid = fgets($client);
    foreach (['loop', 'sleep', 'uncaught'] as $message) {
        fwrite($client, "$message\n");
        echo fgets($client) ?: "the connection has ended\n";
    }
    $client = $server->connect();
    fwrite($client, "pid\n");
    echo fgets($client) === $pid ? "the worker goes on\n" : "it is another worker\n";
    fclose($client);
    $log = $server->stop();
    echo substr_count($log, 'has been running for more than 0.25 s (callbackTimeout), in '), ' logged, ',
        substr_count($log, 'onMessage: uncaught Crew\TimeoutException'), " uncaught\n";
}
?>
--EXPECT--
loop: caught: onMessage has been running for more than 0.25 s (callbackTimeout)
sleep: caught: onMessage has been running for more than 0.25 s (callbackTimeout)
the connection has ended
the worker goes on
3 logged, 1 uncaught
loop: caught: onMessage has been running for more than 0.25 s (callbackTimeout)
sleep: caught: onMessage has been running for more than 0.25 s (callbackTimeout)
the connection has ended
the worker goes on
3 logged, 1 uncaught
loop: caught: onMessage has been running for more than 0.25 s (callbackTimeout)
sleep: caught: onMessage has been running for more than 0.25 s (callbackTimeout)
the connection has ended
the worker goes on
3 logged, 1 uncaught

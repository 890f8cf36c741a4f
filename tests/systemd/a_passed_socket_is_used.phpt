--TEST--
A socket that systemd passes (LISTEN_FDS) is served, when it has the address; nothing of it is left in the environment, and its path stays
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

/* As systemd starts it: the socket is descriptor 3, and the pid is known to the shell that becomes the server. */
function activate(string $listen, string $address)
{
    $folder = crew_folder();
    $socket = stream_socket_server(str_replace('FOLDER', $folder, $listen));
    $bound = stream_socket_get_name($socket, false);
    file_put_contents("$folder/server.php", '<?php
        $worker = new Crew\Worker(' . var_export(str_replace(['FOLDER', 'PORT'], [$folder, substr(strrchr($bound, ':'), 1)], $address), true) . ');
        $worker->workerNum = 2;
        $worker->onMessage = function ($conn) { fwrite($conn, "served " . var_export(getenv("LISTEN_FDS"), true) . "\n"); };
        $worker->start();');
    $process = proc_open(['/bin/sh', '-c', 'LISTEN_PID=$$ LISTEN_FDS=1 LISTEN_FDNAMES=web; export LISTEN_PID LISTEN_FDS LISTEN_FDNAMES; '
        . php_command() . " $folder/server.php"],
        [['file', '/dev/null', 'r'], ['file', '/dev/null', 'w'], ['file', "$folder/log", 'a'], $socket], $pipes);
    $pid = proc_get_status($process)['pid'];
    crew_watchdog("kill $pid");
    wait_for(fn () => str_contains(file_get_contents("$folder/log"), 'listening on'), 10, fn () => file_get_contents("$folder/log"));
    for ($i = 0; $i < 3; $i++) {
        $client = connect($bound);
        fwrite($client, "hello\n");
        echo fgets($client);
        fclose($client);
    }
    proc_terminate($process, SIGTERM);
    wait_for(fn () => !proc_get_status($process)['running']);
    echo $bound[0] === '/' ? (file_exists($bound) ? "the path stays\n" : "the path is gone\n") : '';
}

activate('tcp://127.0.0.1:0', 'tcp://127.0.0.1:PORT');
activate('unix://FOLDER/socket', 'unix://FOLDER/socket');
?>
--EXPECT--
served false
served false
served false
served false
served false
served false
the path stays

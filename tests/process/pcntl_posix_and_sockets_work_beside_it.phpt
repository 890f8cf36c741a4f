--TEST--
pcntl, posix and sockets work within callbacks
--EXTENSIONS--
crew
pcntl
posix
sockets
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $message) {
        global $worker;
        switch (trim($message)) {
            case 'posix':
                $answer = posix_getpid() === getmypid() && posix_kill(posix_getppid(), 0) ? 'its own pid, its master lives' : 'what?';
                break;
            case 'sockets':
                $socket = socket_import_stream($conn);
                socket_getsockname($socket, $address, $port);
                $answer = "$address:$port" === $worker->localAddress ? 'its own address' : "$address:$port";
                $answer .= socket_get_option($socket, SOL_TCP, TCP_NODELAY) ? ', no delay' : ', delay';
                break;
            case 'pcntl':
                $pid = pcntl_fork();
                if ($pid === 0) {
                    posix_kill(getmypid(), SIGKILL);
                }
                pcntl_waitpid($pid, $status);
                $answer = pcntl_wifsignaled($status) ? 'child killed by ' . pcntl_wtermsig($status) : 'what?';
                break;
            case 'program':
                $answer = trim(shell_exec('echo from a program'));
                break;
            case 'alarm':
                pcntl_signal(SIGALRM, function () use (&$rang) { $rang = 'it rang'; });
                pcntl_alarm(1);
                while (!isset($rang)) {
                    usleep(1_500_000); /* cut short by the signal */
                    pcntl_signal_dispatch();
                }
                $answer = $rang;
                break;
        }
        fwrite($conn, "$answer\n");
    };
    $worker->start();
    PHP);
$client = $server->connect();
foreach (['posix', 'sockets', 'pcntl', 'program', 'alarm', 'posix'] as $what) {
    fwrite($client, "$what\n");
    echo "$what: ", fgets($client);
}
fclose($client);
echo $server->stop();
?>
--EXPECT--
posix: its own pid, its master lives
sockets: its own address, no delay
pcntl: child killed by 9
program: from a program
alarm: it rang
posix: its own pid, its master lives
[master] notice: listening on tcp://127.0.0.1:0 (ADDRESS) with 1 worker
[master] notice: stopping
[master] notice: stopped

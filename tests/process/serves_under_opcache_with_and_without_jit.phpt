--TEST--
Under opcache, with and without its JIT: serves, replaces, reloads and stops as ever
--EXTENSIONS--
crew
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_without_proc.inc';
require __DIR__ . '/../support/skip_under_valgrind.inc';
if (!extension_loaded('Zend OPcache') && !is_file(ini_get('extension_dir') . '/opcache.so')) {
    die('skip needs opcache');
}
?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';
require __DIR__ . '/../support/load.inc';

$load_it = extension_loaded('Zend OPcache') ? [] : ['zend_extension' => 'opcache'];
foreach (['disable', 'tracing', 'function'] as $jit) {
    $server = crew_start(<<<'PHP'
        final class Counter
        {
            public int $count = 0;

            public function next(string $message): string
            {
                $this->count++;
                for ($i = 0, $sum = 0; $i < 200; $i++) {
                    $sum += $i ^ $this->count;
                }
                return getmypid() . " $message";
            }
        }
        $worker = new Crew\Worker('text://127.0.0.1:0');
        $worker->workerNum = 2;
        $counter = new Counter();
        $worker->onWorkerStart = function () {
            $status = opcache_get_status(false);
            echo ($status['opcache_enabled'] ? 'opcache' : 'no opcache') . ', JIT ' . ($status['jit']['on'] ? 'on' : 'off') . "\n";
        };
        $worker->onMessage = function ($conn, $message) use ($counter) { $conn->send($counter->next($message)); };
        $worker->start();
        PHP, $load_it + ['opcache.enable' => '1', 'opcache.enable_cli' => '1', 'opcache.jit' => $jit, 'opcache.jit_buffer_size' => '16M',
            'opcache.file_update_protection' => '0', 'opcache.jit_hot_func' => '20', 'opcache.jit_hot_loop' => '20']);
    wait_for(fn () => substr_count($server->stdout(), "\n") === 2);
    echo strtok($server->stdout(), "\n"), "\n";
    $load = new Load("tcp://$server->address", connections: 6, perSecond: 1000, keepers: 3);
    $old = $server->workers(2);
    $load->run(0.5, ['0.2' => fn () => $server->signal(SIGUSR1)]);
    $server->wait_for_log('all 2 workers are new');
    wait_for(fn () => array_intersect($old, $server->workers()) === []);
    echo $load->counts['ok'] > 100 ? 'many' : 'few', ' answers, ', $load->lost(), " lost\n";
    $load->run(0.3, ['0.1' => fn () => send_signal($server->workers(2)[0], SIGKILL)]);
    echo $load->counts['ok'] > 100 ? 'many' : 'few', ' answers, ', $load->counts['wrong'] + $load->counts['refused'], " wrong or refused\n";
    echo preg_replace('/worker \d/', 'worker X', $server->stop());
}
?>
--EXPECT--
opcache, JIT off
many answers, 0 lost
many answers, 0 wrong or refused
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 2 workers
[master] notice: reloading: replacing 2 workers one by one
[master] notice: reloaded: all 2 workers are new
[master] warning: worker X (pid N) was killed by signal 9 (Killed); replacing it
[master] notice: stopping
[master] notice: stopped
opcache, JIT on
many answers, 0 lost
many answers, 0 wrong or refused
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 2 workers
[master] notice: reloading: replacing 2 workers one by one
[master] notice: reloaded: all 2 workers are new
[master] warning: worker X (pid N) was killed by signal 9 (Killed); replacing it
[master] notice: stopping
[master] notice: stopped
opcache, JIT on
many answers, 0 lost
many answers, 0 wrong or refused
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 2 workers
[master] notice: reloading: replacing 2 workers one by one
[master] notice: reloaded: all 2 workers are new
[master] warning: worker X (pid N) was killed by signal 9 (Killed); replacing it
[master] notice: stopping
[master] notice: stopped

--TEST--
An address that cannot be understood is named in the exception
--EXTENSIONS--
crew
--FILE--
<?php
$addresses = ['', '127.0.0.1:80', 'tcp://', 'tcp://127.0.0.1', 'tcp://127.0.0.1:', 'tcp://127.0.0.1:http', 'tcp://127.0.0.1:65536',
    'tcp://127.0.0.1:-1', 'tcp://::1:80', 'tcp://[::1:80', 'tcp://[]:80', 'gopher://127.0.0.1:70', 'unix://', 'tcp://no host:80'];
foreach ($addresses as $address) {
    try {
        new Worker($address);
        echo "accepted: $address\n";
    } catch (Crew\AddressException $e) {
        echo preg_replace('/resolved: .*/', 'resolved', $e->getMessage()), "\n";
    }
}
?>
--EXPECT--
cannot listen on "": expected scheme://host:port, for example tcp://0.0.0.0:9800
cannot listen on "127.0.0.1:80": expected scheme://host:port, for example tcp://0.0.0.0:9800
cannot listen on "tcp://": expected host:port or [ipv6]:port
cannot listen on "tcp://127.0.0.1": expected host:port or [ipv6]:port
cannot listen on "tcp://127.0.0.1:": the port must be a number from 0 to 65535, "" given
cannot listen on "tcp://127.0.0.1:http": the port must be a number from 0 to 65535, "http" given
cannot listen on "tcp://127.0.0.1:65536": the port must be a number from 0 to 65535, "65536" given
cannot listen on "tcp://127.0.0.1:-1": the port must be a number from 0 to 65535, "-1" given
cannot listen on "tcp://::1:80": expected host:port or [ipv6]:port
cannot listen on "tcp://[::1:80": expected host:port or [ipv6]:port
cannot listen on "tcp://[]:80": expected host:port or [ipv6]:port
cannot listen on "gopher://127.0.0.1:70": the scheme is none of tcp, unix, text, frame and http, and there is no class Protocols\Gopher
cannot listen on "unix://": expected a path, without NUL bytes
cannot listen on "tcp://no host:80": the host "no host" cannot be resolved

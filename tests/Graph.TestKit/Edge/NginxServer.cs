using System.Globalization;

namespace Graph.TestKit.Edge;

/// <summary>A real nginx with the configuration of deploy/, on a free loopback port.</summary>
public sealed class NginxServer : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("graph-nginx-");
    private readonly int _port = FreePorts.Next();
    private EdgeProcess? _process;

    private NginxServer()
    {
    }

    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}"));

    public static async Task<NginxServer> StartAsync(Uri graph)
    {
        var nginx = new NginxServer();
        var file = await nginx.WriteAsync(graph);
        nginx._process = EdgeProcess.Start("nginx", "-p", nginx._directory.FullName, "-c", file, "-e", "stderr");
        await nginx._process.UntilListeningAsync(nginx._port);
        return nginx;
    }

    /// <summary>What nginx says of the configuration.</summary>
    public static async Task<(int ExitCode, string Output)> CheckAsync()
    {
        await using var nginx = new NginxServer();
        var file = await nginx.WriteAsync(new Uri("http://127.0.0.1:5000"));
        return await EdgeProcess.RunAsync("nginx", "-t", "-p", nginx._directory.FullName, "-c", file, "-e", "stderr");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _directory.Delete(recursive: true);
    }

    private async Task<string> WriteAsync(Uri graph)
    {
        var folder = _directory.FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "graph.conf"), EdgeConfiguration.Read(
            "nginx/graph.conf",
            ("server 127.0.0.1:5000;", $"server {graph.Authority};"),
            ("listen 8080;", string.Create(CultureInfo.InvariantCulture, $"listen 127.0.0.1:{_port};")),
            ("/var/cache/nginx/graph", Path.Combine(folder, "cache"))));
        var file = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(file, $$"""
            daemon off;
            master_process off;
            pid {{folder}}/pid;
            events { worker_connections 256; }
            http {
                access_log off;
                client_body_temp_path {{folder}}/body;
                proxy_temp_path {{folder}}/proxy;
                fastcgi_temp_path {{folder}}/fastcgi;
                uwsgi_temp_path {{folder}}/uwsgi;
                scgi_temp_path {{folder}}/scgi;
                include {{folder}}/graph.conf;
            }
            """);
        return file;
    }
}

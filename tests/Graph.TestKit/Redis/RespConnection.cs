using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Graph.TestKit.Redis;

/// <summary>One connection to a Redis server: commands and their replies (RESP2), one after the other.</summary>
public sealed class RespConnection : IDisposable
{
    private readonly TcpClient _tcp;
    private readonly NetworkStream _stream;
    private readonly StreamReader _reader;

    private RespConnection(TcpClient tcp)
    {
        _tcp = tcp;
        _stream = tcp.GetStream();
        _reader = new StreamReader(_stream, Encoding.Latin1); // a letter is a byte, as lengths count
    }

    public static async Task<RespConnection> OpenAsync(int port)
    {
        var tcp = new TcpClient { NoDelay = true };
        try
        {
            await tcp.ConnectAsync(IPAddress.Loopback, port);
            return new RespConnection(tcp);
        }
        catch
        {
            tcp.Dispose();
            throw;
        }
    }

    /// <summary>Sends a command and waits for its reply: a string, a <see cref="long"/>, null, or an array of these.</summary>
    /// <exception cref="RedisErrorException">The reply is an error.</exception>
    public async Task<object?> SendAsync(params string[] command)
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{command.Length}\r\n");
        foreach (var part in command)
        {
            text.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(part)}\r\n{part}\r\n");
        }

        await _stream.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), limit.Token);
        return await ReadAsync(limit.Token);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _tcp.Dispose();
    }

    private async Task<object?> ReadAsync(CancellationToken cancellation)
    {
        var line = await _reader.ReadLineAsync(cancellation) ?? throw new EndOfStreamException("Redis has closed the connection.");
        return line[0] switch
        {
            '+' => line[1..],
            '-' => throw new RedisErrorException(line[1..]),
            ':' => Number(line),
            '$' => await ReadTextAsync(Number(line), cancellation),
            '*' => await ReadArrayAsync(Number(line), cancellation),
            _ => throw new InvalidDataException($"'{line}' is no reply."),
        };
    }

    private async Task<string?> ReadTextAsync(long length, CancellationToken cancellation)
    {
        if (length < 0)
        {
            return null;
        }

        var letters = new char[length + 2]; // with the line's end
        if (await _reader.ReadBlockAsync(letters, cancellation) < letters.Length)
        {
            throw new EndOfStreamException("Redis has closed the connection within a reply.");
        }

        return Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(letters, 0, (int)length));
    }

    private async Task<object?[]?> ReadArrayAsync(long length, CancellationToken cancellation)
    {
        if (length < 0)
        {
            return null;
        }

        var items = new object?[length];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = await ReadAsync(cancellation);
        }

        return items;
    }

    private static long Number(string line) => long.Parse(line.AsSpan(1), CultureInfo.InvariantCulture);
}
